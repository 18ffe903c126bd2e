package dev.thermograph.engine.internal.search;

import dev.thermograph.engine.filter.PropertyPath;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.internal.feed.FieldIndex;
import dev.thermograph.engine.internal.feed.TenantIndexes;
import dev.thermograph.engine.internal.filter.FilterCompiler;
import dev.thermograph.engine.internal.filter.Neighbourhood;
import dev.thermograph.engine.internal.filter.NodeTest;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.read.ElementIds;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ViewSearches;
import dev.thermograph.engine.internal.transaction.InsideWrite;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.search.Hit;
import dev.thermograph.engine.search.Ranking;
import dev.thermograph.engine.search.Search;
import dev.thermograph.engine.search.SearchResult;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs searches: the index gives what is best among what the view and the filter accept, and each
 * hit is read from the view. <b>Thread-safe.</b>
 *
 * @param indexes the tenant's
 * @param store the tenant's memory
 */
public record IndexSearches(TenantIndexes indexes, GraphStore store) implements ViewSearches {
  @Override
  public <T> SearchResult<T> run(
      ElementSource source,
      BoundSchema schema,
      ElementIds ids,
      ToIntFunction<EdgeKind<?>> edgeKinds,
      BoundNodeKind<T> kind,
      Search<T> search,
      IntFunction<Node<T>> nodes) {
    Neighbourhood graph = new Neighbourhood(source, schema, ids, edgeKinds);
    return switch (search.ranking()) {
      case Ranking.Nearest<T> nearest -> nearest(graph, kind, search, nearest, nodes);
    };
  }

  private <T> SearchResult<T> nearest(
      Neighbourhood graph,
      BoundNodeKind<T> kind,
      Search<T> search,
      Ranking.Nearest<T> nearest,
      IntFunction<Node<T>> nodes) {
    FieldIndex field = indexes.require(kind, property(kind, nearest.property()));
    EntityFilter filter = filter(graph, kind, search);
    VectorIndex index = field.await(wait(search));
    long view = graph.source().sequence();
    requireReached(field, kind, view);
    VectorRules.require(index.options(), nearest.query());
    SearchOptions options =
        nearest.isExact() ? SearchOptions.exactly() : new SearchOptions(nearest.ef(), false);
    VectorHits found = index.search(nearest.query(), search.limit(), view, options, filter);
    List<Hit<T>> hits = new ArrayList<>(found.size());
    for (int at = 0; at < found.size(); at++) {
      hits.add(new Hit<>(nodes.apply(found.entity(at)), found.score(at), found.distance(at)));
    }
    return new SearchResult<>(hits, found.cost());
  }

  /** Who writes has the lane, which the filling needs. */
  private static Duration wait(Search<?> search) {
    return InsideWrite.isInside() ? Duration.ZERO : search.longestWait();
  }

  private static <T> String property(BoundNodeKind<T> kind, PropertyPath<T> path) {
    return switch (path) {
      case PropertyPath.Getter<T>(var getter) -> kind.kind().require(getter).name();
      case PropertyPath.Named<T>(String name) ->
          kind.kind()
              .findProperty(name)
              .orElseThrow(
                  () ->
                      new InvalidArgumentException(
                          "kind has no such property: kind="
                              + kind.kind().name()
                              + " property="
                              + Messages.cut(name)))
              .name();
    };
  }

  private <T> @Nullable EntityFilter filter(
      Neighbourhood graph, BoundNodeKind<T> kind, Search<T> search) {
    if (search.filter().isEmpty()) {
      return null;
    }
    NodeTest test =
        new FilterCompiler<>(kind, graph.schema().keys(), graph)
            .compile(search.filter().orElseThrow());
    return new ViewFilter(graph.source(), kind.id(), test, store.nodeEnd());
  }

  private static void requireReached(FieldIndex field, BoundNodeKind<?> kind, long view) {
    if (view < field.searchableFrom()) {
      throw new PastNotRetainedException(
          "the past was let go of before the index was filled: kind="
              + kind.kind().name()
              + " sequence="
              + view
              + " firstSearchable="
              + field.searchableFrom());
    }
  }
}
