package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.kind.BoundEdgeKind;
import dev.thermograph.engine.internal.kind.BoundKind;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;
import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.error.InvalidArgumentException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates, changes and deletes edges. Each method first does everything that may refuse, and then
 * changes the workspace. <b>Single-threaded:</b> its transaction. Hot path of bulk loads.
 */
final class EdgeWrites {
  private static final MemorySegment EMPTY_BLOCK = MemorySegment.ofArray(emptyBlock());

  private final TransactionScope scope;
  private final Overlay overlay;
  private final Workspace workspace;
  private final ChangedElements edges;
  private final EdgeRules rules;
  private final ShownElement shown = new ShownElement();

  EdgeWrites(TransactionScope scope, EdgeRules rules) {
    this.scope = scope;
    this.overlay = scope.overlay();
    this.workspace = scope.workspace();
    this.edges = workspace.edges();
    this.rules = rules;
  }

  private static byte[] emptyBlock() {
    PropertyBlockWriter writer = new PropertyBlockWriter().begin();
    writer.finish();
    return writer.toByteArray();
  }

  <E> int connect(BoundEdgeKind<E> kind, int from, int to, E properties) {
    rules.requireAllowed(kind, from, to);
    return connectAllowed(kind, from, to, properties);
  }

  private <E> int connectAllowed(BoundEdgeKind<E> kind, int from, int to, E properties) {
    boolean isBare = kind.kind().properties().isEmpty() && !kind.kind().isOpen();
    int bytes = isBare ? 0 : kind.codec().write(properties, workspace.writer());
    return create(kind, from, to, bytes);
  }

  int connectFrom(
      BoundEdgeKind<?> kind, int from, int to, Map<String, ? extends @Nullable Object> properties) {
    rules.requireAllowed(kind, from, to);
    PropertyValue.MapOf tree = (PropertyValue.MapOf) JavaValues.of(properties);
    return create(kind, from, to, kind.codec().writeTree(tree, workspace.writer()));
  }

  private int create(BoundEdgeKind<?> kind, int from, int to, int written) {
    int bytes = bytesKept(written);
    long block = place(bytes);
    int edge = scope.edgeNumbers().take();
    workspace.scratch().keep(bytes);
    edges.addCreated(edge, kind.id(), from, to, block, bytes);
    return edge;
  }

  /** No properties take no bytes. */
  private static int bytesKept(int written) {
    return written <= EMPTY_BLOCK.byteSize() ? 0 : written;
  }

  private long place(int bytes) {
    return bytes == 0 ? 0 : workspace.scratch().place(workspace.writer(), bytes);
  }

  /** Returns an edge between the nodes, or {@code -1 - edge} for a new one. */
  <E> int getOrConnect(BoundEdgeKind<E> kind, int from, int to, E properties) {
    rules.requireEnds(kind, from, to);
    int found = rules.findBetween(kind, from, to);
    if (found != ElementSource.END) {
      return found;
    }
    rules.requireRoom(kind, from, to);
    return -1 - connectAllowed(kind, from, to, properties);
  }

  void update(int edge, Map<String, ? extends @Nullable Object> changes) {
    BoundEdgeKind<?> kind = requireKind(edge);
    boolean isEmpty = shown.bytes() == 0;
    int written =
        kind.codec()
            .writeChanged(
                isEmpty ? EMPTY_BLOCK : shown.segment(),
                isEmpty ? 0 : shown.offset(),
                changes,
                workspace.writer());
    put(edge, written);
  }

  <E> void replace(BoundEdgeKind<E> kind, int edge, E properties) {
    if (requireKind(edge).id() != kind.id()) {
      throw new NotFoundException(
          "edge is of another kind: id="
              + scope.ids().edge(edge)
              + " kind="
              + kind.kind().name()
              + " found="
              + scope.schema().catalog().requireName(shown.kind()));
    }
    put(edge, kind.codec().write(properties, workspace.writer()));
  }

  private void put(int edge, int written) {
    int bytes = bytesKept(written);
    long block = place(bytes);
    workspace.scratch().keep(bytes);
    edges.put(touch(edge), block, bytes);
  }

  void delete(int edge) {
    requireThere(edge);
    edges.remove(touch(edge));
  }

  /** Place of the edge that is shown. */
  private int touch(int edge) {
    int place = edges.find(edge);
    return place == ChangedElements.ABSENT
        ? edges.addThere(edge, shown.kind(), shown.from(), shown.to())
        : place;
  }

  private void requireThere(int edge) {
    if (!overlay.showEdge(edge, shown)) {
      throw new NotFoundException("edge is not there: id=" + scope.ids().edge(edge));
    }
  }

  private BoundEdgeKind<?> requireKind(int edge) {
    requireThere(edge);
    BoundKind<?> kind = scope.schema().find(shown.kind());
    if (kind instanceof BoundEdgeKind<?> bound) {
      return bound;
    }
    throw new InvalidArgumentException(
        "kind is not in the tenant's schema: kind="
            + scope.schema().catalog().requireName(shown.kind()));
  }
}
