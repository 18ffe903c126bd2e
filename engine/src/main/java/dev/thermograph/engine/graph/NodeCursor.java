package dev.thermograph.engine.graph;

import java.util.UUID;

/**
 * Stands at one node of a kind after the other, or at one that it is sent to, or at none.
 *
 * <p>{@code while (cursor.next()) use(cursor.getLong(age))} visits all nodes of the kind in the
 * order of their ids, beginning behind the node at which the cursor stands, or behind the id that
 * was sought last, whether a node is there or not; so a scan can be taken up again in another view.
 * After a key or a value that was not found it begins at the first node.
 *
 * <p>Where it stands at none, reading is refused with {@link NotFoundException}; a key or a value
 * of another type than the property's with {@link
 * dev.thermograph.engine.schema.PropertyRuleException}. <b>Single-threaded.</b> Hot path: allocates
 * nothing unless said.
 *
 * @param <T> see {@link dev.thermograph.engine.schema.NodeKind}
 */
public interface NodeCursor<T> extends PropertyCursor {
  /** Goes to the node of this id; false when it is not there or of another kind. O(1). */
  boolean seek(long nodeId);

  /** As {@link #seek(long)}. */
  default boolean seek(NodeId id) {
    return seek(id.value());
  }

  /** Goes to the node with this key; false when there is none. O(1). */
  boolean seekKey(long key);

  /** As {@link #seekKey(long)} for a text. Allocates little. */
  boolean seekKey(String key);

  /** As {@link #seekKey(long)} for a UUID. */
  boolean seekKey(UUID key);

  /**
   * Goes to the node that has this integer where a unique rule on one property compares. O(1).
   *
   * @param rule the rule's name
   */
  boolean seekUnique(String rule, long value);

  /** As {@link #seekUnique(String, long)} for a text. Allocates little. */
  boolean seekUnique(String rule, String value);

  /** Goes before the first node. */
  void rewind();

  /** Goes to the next node of the kind; false when there is none. */
  boolean next();

  /** {@link NodeId#value} of the node. */
  long id();

  /** Id of the node. Allocates it. */
  default NodeId nodeId() {
    return new NodeId(id());
  }

  /** All properties. Allocates them. */
  T properties();
}
