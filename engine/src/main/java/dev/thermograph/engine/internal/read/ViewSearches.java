package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.search.Search;
import dev.thermograph.engine.search.SearchResult;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Runs the searches of a tenant's views. <b>Thread-safe.</b> */
public interface ViewSearches {
  /**
   * Runs one.
   *
   * @param source what the view sees
   * @param schema the tenant's kinds
   * @param ids of the tenant
   * @param edgeKinds number of a kind of edges, which it refuses when the view may not read it
   * @param kind where it looks, which the view may read
   * @param nodes reads a node that the view sees, by its number
   */
  <T> SearchResult<T> run(
      ElementSource source,
      BoundSchema schema,
      ElementIds ids,
      ToIntFunction<EdgeKind<?>> edgeKinds,
      BoundNodeKind<T> kind,
      Search<T> search,
      IntFunction<Node<T>> nodes);
}
