package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.GraphReader;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.kind.BoundEdgeKind;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a graph for its callers, whatever it lies in: it checks what they ask, and turns what the
 * source shows into copies. Views and transactions are made of it.
 *
 * <p><b>Threads:</b> as the source says, for it keeps nothing between calls. Each call allocates
 * what it returns and little more.
 */
public class GraphReads implements GraphReader {
  private final ElementSource source;
  private final BoundSchema schema;
  private final ElementIds ids;
  private final NodeReads nodes;
  private final EdgeReads edges;

  /**
   * Reads one tenant's graph.
   *
   * @param source what is there
   * @param schema the tenant's kinds
   * @param ids of the tenant
   */
  public GraphReads(ElementSource source, BoundSchema schema, ElementIds ids) {
    this.source = source;
    this.schema = schema;
    this.ids = ids;
    this.nodes = new NodeReads(source, schema.keys(), ids);
    this.edges = new EdgeReads(source, ids);
  }

  /** Refuses every call once its view or transaction is over; called before anything is read. */
  protected void requireOpen() {}

  /** Refuses to read a kind of which the source no longer has all. */
  protected void requireRetained(int kind) {}

  /** Refuses to say that something is not there while some kind's past is no longer known. */
  protected void requireAllRetained() {}

  /** What is there. */
  protected final ElementSource source() {
    return source;
  }

  /** The tenant's kinds. */
  protected final BoundSchema schema() {
    return schema;
  }

  /** The tenant's ids. */
  protected final ElementIds ids() {
    return ids;
  }

  /** A kind that may be read now. */
  protected final <T> BoundNodeKind<T> requireReadable(NodeKind<T> kind) {
    requireOpen();
    BoundNodeKind<T> bound = schema.require(kind);
    requireRetained(bound.id());
    return bound;
  }

  /** A kind that may be read now. */
  protected final <E> BoundEdgeKind<E> requireReadable(EdgeKind<E> kind) {
    requireOpen();
    BoundEdgeKind<E> bound = schema.require(kind);
    requireRetained(bound.id());
    return bound;
  }

  @Override
  public long sequence() {
    requireOpen();
    return source.sequence();
  }

  @Override
  public <T> Optional<Node<T>> find(NodeKind<T> kind, NodeId id) {
    BoundNodeKind<T> bound = requireReadable(kind);
    return nodes.find(bound, ids.requireNode(id));
  }

  @Override
  public <T> Node<T> get(NodeKind<T> kind, NodeId id) {
    return find(kind, id).orElseThrow(() -> nodeNotFound(kind, id));
  }

  private NotFoundException nodeNotFound(NodeKind<?> kind, NodeId id) {
    ShownElement shown = new ShownElement();
    boolean isThere = source.showNode(id.number(), shown);
    return notFound("node", kind.name(), id, kindName(isThere, shown));
  }

  @Override
  public <T> Optional<Node<T>> findByKey(NodeKind<T> kind, Object key) {
    return nodes.findByKey(requireReadable(kind), key);
  }

  @Override
  public <T> Optional<Node<T>> findUnique(
      NodeKind<T> kind, String rule, @Nullable Object... values) {
    return nodes.findUnique(requireReadable(kind), rule, values);
  }

  @Override
  public boolean exists(NodeId id) {
    requireOpen();
    return source.hasNode(ids.requireNode(id)) || isSurelyNot();
  }

  @Override
  public boolean exists(EdgeId id) {
    requireOpen();
    return source.hasEdge(ids.requireEdge(id)) || isSurelyNot();
  }

  private boolean isSurelyNot() {
    requireAllRetained();
    return false;
  }

  @Override
  public Optional<String> findKindName(NodeId id) {
    requireOpen();
    ShownElement shown = new ShownElement();
    return kindName(source.showNode(ids.requireNode(id), shown) || isSurelyNot(), shown);
  }

  @Override
  public Optional<String> findKindName(EdgeId id) {
    requireOpen();
    ShownElement shown = new ShownElement();
    return kindName(source.showEdge(ids.requireEdge(id), shown) || isSurelyNot(), shown);
  }

  private Optional<String> kindName(boolean isThere, ShownElement shown) {
    return isThere ? Optional.of(schema.catalog().requireName(shown.kind())) : Optional.empty();
  }

  @Override
  public <E> Optional<Edge<E>> find(EdgeKind<E> kind, EdgeId id) {
    BoundEdgeKind<E> bound = requireReadable(kind);
    return edges.find(bound, ids.requireEdge(id));
  }

  @Override
  public <E> Edge<E> get(EdgeKind<E> kind, EdgeId id) {
    return find(kind, id).orElseThrow(() -> edgeNotFound(kind, id));
  }

  private NotFoundException edgeNotFound(EdgeKind<?> kind, EdgeId id) {
    ShownElement shown = new ShownElement();
    boolean isThere = source.showEdge(id.number(), shown);
    return notFound("edge", kind.name(), id, kindName(isThere, shown));
  }

  private NotFoundException notFound(
      String what, String kind, Object id, Optional<String> foundKind) {
    String is = foundKind.map(it -> " is of another kind: found=" + it).orElse(" is not there:");
    return new NotFoundException(
        what + is + " id=" + id + " kind=" + kind + " sequence=" + source.sequence());
  }

  @Override
  public <E> List<Edge<E>> edges(EdgeKind<E> kind, NodeId node, Direction direction) {
    BoundEdgeKind<E> bound = requireReadable(kind);
    return edges.ofNode(bound, ids.requireNode(node), direction);
  }

  @Override
  public <E> List<Edge<E>> edgesBetween(EdgeKind<E> kind, NodeId from, NodeId to) {
    BoundEdgeKind<E> bound = requireReadable(kind);
    return edges.between(bound, ids.requireNode(from), ids.requireNode(to));
  }

  @Override
  public long degree(EdgeKind<?> kind, NodeId node, Direction direction) {
    int bound = requireReadable(kind).id();
    return edges.degree(bound, ids.requireNode(node), direction);
  }

  @Override
  public <T> Stream<Node<T>> nodes(NodeKind<T> kind) {
    return nodes.all(requireReadable(kind), this::requireOpen);
  }

  @Override
  public <E> Stream<Edge<E>> edges(EdgeKind<E> kind) {
    return edges.all(requireReadable(kind), this::requireOpen);
  }

  @Override
  public long count(NodeKind<?> kind) {
    return nodes.count(requireReadable(kind).id());
  }

  @Override
  public long count(EdgeKind<?> kind) {
    return edges.count(requireReadable(kind).id());
  }
}
