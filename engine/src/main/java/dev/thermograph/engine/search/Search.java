package dev.thermograph.engine.search;

import dev.thermograph.engine.filter.Condition;
import dev.thermograph.engine.filter.Filter;
import dev.thermograph.engine.graph.ViewSearch;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyGetter;
import dev.thermograph.error.InvalidArgumentException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for: {@code Search.in(PERSON).nearest(Person::face, query).limit(10)}.
 * <em>Immutable:</em> each method returns another search, and one may serve any number of threads.
 *
 * @param <T> see {@link NodeKind}
 */
public final class Search<T> implements ViewSearch<SearchResult<T>> {
  /** How many hits there are at most unless it is said. */
  public static final int LIMIT_USUAL = 10;

  /** Most hits of one search. */
  public static final int LIMIT_MAX = 10_000;

  /** How long a search waits for an index that is still being filled unless it is said. */
  public static final Duration WAIT_USUAL = Duration.ofSeconds(30);

  private final NodeKind<T> kind;
  private final Ranking<T> ranking;
  private final @Nullable Filter<T> filter;
  private final int limit;
  private final Duration wait;

  private Search(
      NodeKind<T> kind, Ranking<T> ranking, @Nullable Filter<T> filter, int limit, Duration wait) {
    this.kind = kind;
    this.ranking = ranking;
    this.filter = filter;
    this.limit = limit;
    this.wait = wait;
  }

  /** The nodes of a kind, of which it is still to be said what makes them hits. */
  public static <T> In<T> in(NodeKind<T> kind) {
    return new In<>(kind);
  }

  /**
   * The nodes of a kind.
   *
   * @param <T> see {@link NodeKind}
   */
  public record In<T>(NodeKind<T> kind) {
    /** Those whose vector is nearest to a query, nearest first. */
    public Search<T> nearest(PropertyGetter<T, float @Nullable []> property, float[] query) {
      return by(Ranking.nearest(property, query));
    }

    /** The best by a ranking, best first. */
    public Search<T> by(Ranking<T> ranking) {
      return new Search<>(kind, ranking, null, LIMIT_USUAL, WAIT_USUAL);
    }
  }

  /** At most so many hits, 1..{@value #LIMIT_MAX}. */
  public Search<T> limit(int hits) {
    InvalidArgumentException.requireRange("limit", hits, 1, LIMIT_MAX);
    return new Search<>(kind, ranking, filter, hits, wait);
  }

  /** Only nodes that a filter means, too. */
  public Search<T> where(Filter<T> also) {
    Filter<T> both = filter == null ? also : filter.and(also);
    return new Search<>(kind, ranking, both, limit, wait);
  }

  /** Only nodes with a value like this, too. */
  public Search<T> where(PropertyGetter<T, ?> property, Condition condition) {
    return where(Filter.where(property, condition));
  }

  /** Only nodes with a value like this, too; see {@link Filter#where(String, Condition)}. */
  public Search<T> where(String path, Condition condition) {
    return where(Filter.where(path, condition));
  }

  /**
   * How long to wait for an index that is still being filled; not negative. Inside of a write there
   * is no waiting: whoever writes holds up the filling.
   */
  public Search<T> waitAtMost(Duration longest) {
    if (longest.isNegative()) {
      throw new InvalidArgumentException("duration is negative: waitAtMost=" + longest);
    }
    return new Search<>(kind, ranking, filter, limit, longest);
  }

  /** Where it looks. */
  public NodeKind<T> kind() {
    return kind;
  }

  /** What makes a hit. */
  public Ranking<T> ranking() {
    return ranking;
  }

  /** What else a hit has to be, if anything. */
  public Optional<Filter<T>> filter() {
    return Optional.ofNullable(filter);
  }

  /** How many hits at most. */
  public int limit() {
    return limit;
  }

  /** How long it waits for an index. */
  public Duration longestWait() {
    return wait;
  }
}
