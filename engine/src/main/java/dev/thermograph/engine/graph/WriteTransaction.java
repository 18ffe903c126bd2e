package dev.thermograph.engine.graph;

import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyRuleException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects changes that become one commit: all of them, or none.
 *
 * <p>Each change is checked when it is made and refused with an error that names kind, property,
 * value and rule; a refused change has not happened, and the transaction can go on. What it reads
 * includes its own changes. <b>Single-threaded.</b>
 *
 * <p>Common refusals: {@link PropertyRuleException} for a value that breaks its kind's rules,
 * {@link ConstraintException} for a value that another node has, for too many edges and for a
 * delete that edges forbid, {@link NotFoundException} for a node or an edge that is not there.
 */
public interface WriteTransaction extends GraphReader {
  /** Creates a node. */
  <T> NodeId create(NodeKind<T> kind, T properties);

  /** As {@link #create(NodeKind, Object)}, from names and Java values. */
  NodeId createFrom(NodeKind<?> kind, Map<String, ? extends @Nullable Object> properties);

  /**
   * Creates nodes, in order: all, or none when one is refused.
   *
   * @throws BulkRefusedException when one is; it has the index, and the cause says why
   */
  <T> List<NodeId> createAll(NodeKind<T> kind, Iterable<? extends T> properties);

  /**
   * Creates edges of one kind, in order: all, or none when one is refused.
   *
   * @throws BulkRefusedException as {@link #createAll}
   */
  <E> List<EdgeId> connectAll(EdgeKind<E> kind, Iterable<? extends Connection<E>> connections);

  /**
   * Upserts nodes of one kind, in order, as {@link #upsert}: all, or none when one is refused.
   *
   * @throws BulkRefusedException as {@link #createAll}
   */
  <T> List<Upserted> upsertAll(NodeKind<T> kind, Iterable<? extends T> properties);

  /**
   * Changes some properties of nodes, in order, as {@link #update(NodeId, Map)}: of all, or of none
   * when one is refused.
   *
   * @throws BulkRefusedException as {@link #createAll}
   */
  void updateAll(Iterable<NodeChange> changes);

  /**
   * Deletes nodes, in order, as {@link #delete(NodeId)}: all, or none when one is refused. They
   * must be there before the call; one that an earlier one takes with it is no refusal.
   *
   * @return count of deleted nodes and edges
   * @throws BulkRefusedException as {@link #createAll}
   */
  int deleteAll(Iterable<NodeId> ids);

  /**
   * Deletes edges: all, or none when one is refused.
   *
   * @throws BulkRefusedException as {@link #createAll}
   */
  void disconnectAll(Iterable<EdgeId> ids);

  /**
   * Changes some properties of a node. A null removes the property of a typed kind or gives it its
   * default; an open kind keeps it as null.
   */
  void update(NodeId id, Map<String, ? extends @Nullable Object> changes);

  /** Changes all properties of a node of this kind. */
  <T> void replace(NodeKind<T> kind, NodeId id, T properties);

  /** Creates the node, or changes all properties of the one with the same key. */
  <T> Upserted upsert(NodeKind<T> kind, T properties);

  /** Finds the node with the same values where a unique rule compares, or creates it. */
  <T> Upserted getOrCreate(NodeKind<T> kind, String rule, T properties);

  /**
   * Deletes a node, and what the delete policies of its kind and of its edges' kinds say.
   *
   * @return count of deleted nodes and edges
   */
  int delete(NodeId id);

  /**
   * Brings a deleted node back with the properties it had; its edges stay deleted. What was deleted
   * so long ago that the past is no longer retained cannot come back.
   */
  void restore(NodeId id);

  /** Creates an edge. */
  <E> EdgeId connect(EdgeKind<E> kind, NodeId from, NodeId to, E properties);

  /** Creates an edge without properties. */
  default EdgeId connect(EdgeKind<NoProperties> kind, NodeId from, NodeId to) {
    return connect(kind, from, to, NoProperties.NONE);
  }

  /** As {@link #connect(EdgeKind, NodeId, NodeId, Object)}, from names and Java values. */
  EdgeId connectFrom(
      EdgeKind<?> kind, NodeId from, NodeId to, Map<String, ? extends @Nullable Object> properties);

  /** Finds an edge of this kind between these nodes, in this direction, or creates it. */
  <E> ConnectedEdge getOrConnect(EdgeKind<E> kind, NodeId from, NodeId to, E properties);

  /** Changes some properties of an edge; see {@link #update(NodeId, Map)}. */
  void update(EdgeId id, Map<String, ? extends @Nullable Object> changes);

  /** Changes all properties of an edge of this kind. */
  <E> void replace(EdgeKind<E> kind, EdgeId id, E properties);

  /** Deletes an edge. */
  void delete(EdgeId id);

  /** Brings a deleted edge back, between the same nodes, which must be there. */
  void restore(EdgeId id);

  /** How many nodes and edges it creates, changes and deletes so far. */
  ChangeCounts changes();

  /**
   * An edge to be.
   *
   * @param from where it begins
   * @param to where it ends
   * @param properties of the edge
   */
  record Connection<E>(NodeId from, NodeId to, E properties) {
    /** An edge without properties. */
    public static Connection<NoProperties> of(NodeId from, NodeId to) {
      return new Connection<>(from, to, NoProperties.NONE);
    }
  }

  /**
   * What is to change in a node.
   *
   * @param id the node
   * @param changes new values by name, see {@link #update(NodeId, Map)}
   */
  record NodeChange(NodeId id, Map<String, ? extends @Nullable Object> changes) {}

  /**
   * What an upsert did.
   *
   * @param id the node
   * @param isCreated whether it was not there before
   */
  record Upserted(NodeId id, boolean isCreated) {}

  /**
   * What a {@link #getOrConnect} did.
   *
   * @param id the edge
   * @param isCreated whether it was not there before
   */
  record ConnectedEdge(EdgeId id, boolean isCreated) {}
}
