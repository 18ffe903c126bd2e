package dev.thermograph.engine.graph;

import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one tenant's graph at one instant; a transaction sees its own changes as well.
 *
 * <p>Everything that is returned is a copy and stays valid. Paths that must not allocate use the
 * cursors of {@link ReadView}. An id of another tenant and a kind that is not in the tenant's
 * schema are refused with {@link dev.thermograph.error.InvalidArgumentException}.
 *
 * <p><b>Single-threaded</b>, but for views, which any number of threads may read.
 */
public interface GraphReader {
  /** The instant: all commits up to this sequence are seen, none behind it. */
  long sequence();

  /** The node of this id, unless it is not there or of another kind. O(bytes). */
  <T> Optional<Node<T>> find(NodeKind<T> kind, NodeId id);

  /**
   * As {@link #find(NodeKind, NodeId)} for a node that must be there.
   *
   * @throws NotFoundException when it is not
   */
  <T> Node<T> get(NodeKind<T> kind, NodeId id);

  /**
   * The node with this key, see {@link NodeKind#key}. O(1).
   *
   * @param key a text, an integer or a UUID, as the kind's key is; another type is refused with
   *     {@link dev.thermograph.engine.schema.PropertyRuleException}
   */
  <T> Optional<Node<T>> findByKey(NodeKind<T> kind, Object key);

  /**
   * The node that has these values where a unique rule compares. O(1).
   *
   * @param rule the rule's name, which is the property's for a rule on one
   * @param values as many as the rule compares, in its order and of the properties' types; nothing
   *     is found when one is null
   */
  <T> Optional<Node<T>> findUnique(NodeKind<T> kind, String rule, @Nullable Object... values);

  /** Whether the node is there. O(1). */
  boolean exists(NodeId id);

  /** Whether the edge is there. O(1). */
  boolean exists(EdgeId id);

  /** Name of the node's kind, if it is there. O(1). */
  Optional<String> findKindName(NodeId id);

  /** Name of the edge's kind, if it is there. O(1). */
  Optional<String> findKindName(EdgeId id);

  /** The edge of this id, unless it is not there or of another kind. O(bytes). */
  <E> Optional<Edge<E>> find(EdgeKind<E> kind, EdgeId id);

  /**
   * As {@link #find(EdgeKind, EdgeId)} for an edge that must be there.
   *
   * @throws NotFoundException when it is not
   */
  <E> Edge<E> get(EdgeKind<E> kind, EdgeId id);

  /** A node's edges of one kind. O(degree), all in memory. */
  <E> List<Edge<E>> edges(EdgeKind<E> kind, NodeId node, Direction direction);

  /** The edges of one kind from one node to another. O(the lower of the two degrees). */
  <E> List<Edge<E>> edgesBetween(EdgeKind<E> kind, NodeId from, NodeId to);

  /** How many edges of one kind a node has. O(degree). */
  long degree(EdgeKind<?> kind, NodeId node, Direction direction);

  /**
   * All nodes of a kind in the order of their ids, read as the stream goes; it must be used up
   * while the reader is open.
   */
  <T> Stream<Node<T>> nodes(NodeKind<T> kind);

  /** As {@link #nodes} for edges. O(all edges of the tenant). */
  <E> Stream<Edge<E>> edges(EdgeKind<E> kind);

  /** How many nodes of a kind there are. O(nodes of the kind). */
  long count(NodeKind<?> kind);

  /** How many edges of a kind there are. O(all edges of the tenant). */
  long count(EdgeKind<?> kind);
}
