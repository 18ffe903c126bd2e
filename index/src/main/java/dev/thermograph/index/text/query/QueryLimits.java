package dev.thermograph.index.text.query;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import dev.thermograph.error.InvalidArgumentException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How large a query may be. Immutable.
 *
 * @param clauseCountMax words, phrases, patterns and their combinations altogether, 1..16,384
 * @param depthMax how deep combinations may be nested, 1..256
 * @param wildcardTermsMax how many different words a pattern may stand for; a search that finds
 *     more is refused
 * @param fuzzyTermsMax how many words a fuzzy word may stand for; the nearest ones are taken,
 *     1..1,000
 */
public record QueryLimits(
    int clauseCountMax, int depthMax, int wildcardTermsMax, int fuzzyTermsMax) {

  /** 1,024 clauses, 64 levels, 16,384 words of a pattern, 50 fuzzy words. */
  public static final QueryLimits DEFAULT = new QueryLimits(1_024, 64, 16_384, 50);

  /** Refuses limits out of range. */
  public QueryLimits {
    requireRange("clauseCountMax", clauseCountMax, 1, 16_384);
    requireRange("depthMax", depthMax, 1, 256);
    requireRange("wildcardTermsMax", wildcardTermsMax, 1, Integer.MAX_VALUE);
    requireRange("fuzzyTermsMax", fuzzyTermsMax, 1, 1_000);
  }

  private record Level(TextQuery query, int depth) {}

  /** Refuses a query that is larger or deeper. Cost: O(clauses). */
  public void check(TextQuery query) {
    Deque<Level> left = new ArrayDeque<>();
    left.push(new Level(query, 1));
    for (int count = 1; !left.isEmpty(); count++) {
      Level level = left.pop();
      refuseAbove("clauses of a query", count, clauseCountMax);
      refuseAbove("levels of a query", level.depth(), depthMax);
      for (TextQuery part : parts(level.query())) {
        left.push(new Level(part, level.depth() + 1));
      }
    }
  }

  private static void refuseAbove(String what, int count, int max) {
    if (count > max) {
      throw new InvalidArgumentException("too many " + what + ": max=" + max);
    }
  }

  private static List<TextQuery> parts(TextQuery query) {
    return switch (query) {
      case TextQuery.And(var clauses) -> clauses;
      case TextQuery.Or(var clauses) -> clauses;
      case TextQuery.Not(var clause) -> List.of(clause);
      case TextQuery.Prefer(var required, var preferred) -> List.of(required, preferred);
      case TextQuery.Scoped(_, var clause) -> List.of(clause);
      case TextQuery.Boosted(var clause, _) -> List.of(clause);
      case TextQuery.MatchAll _,
          TextQuery.Term _,
          TextQuery.Tolerant _,
          TextQuery.Phrase _,
          TextQuery.Prefix _,
          TextQuery.Wildcard _,
          TextQuery.Fuzzy _ ->
          List.of();
    };
  }
}
