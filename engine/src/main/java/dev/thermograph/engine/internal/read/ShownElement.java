package dev.thermograph.engine.internal.read;

import java.lang.foreign.MemorySegment;

/**
 * A node or an edge that an {@link ElementSource} shows: where its properties lie and what it is.
 * Valid until the source's view closes, in a transaction until its next change.
 * <b>Single-threaded:</b> whoever owns it. Hot path: allocates nothing.
 */
public final class ShownElement {
  private MemorySegment segment = MemorySegment.NULL;
  private long offset;
  private int bytes;
  private int kind;
  private int from;
  private int to;
  private long sequence;

  /** Shows nothing yet. */
  public ShownElement() {}

  /** Shows a node. */
  public void show(MemorySegment memory, long at, int length, int kindId, long made) {
    segment = memory;
    offset = at;
    bytes = length;
    kind = kindId;
    sequence = made;
  }

  /** Says between which nodes a shown edge is. */
  public void connect(int fromNode, int toNode) {
    from = fromNode;
    to = toNode;
  }

  /** The memory in which the property block lies. */
  public MemorySegment segment() {
    return segment;
  }

  /** Where the property block begins. */
  public long offset() {
    return offset;
  }

  /** Length of the property block; 0 for an edge without properties. */
  public int bytes() {
    return bytes;
  }

  /** Number of its kind. */
  public int kind() {
    return kind;
  }

  /** The node an edge comes from. */
  public int from() {
    return from;
  }

  /** The node an edge goes to. */
  public int to() {
    return to;
  }

  /** Sequence of the commit that made it as it is; 0 for a change that is not committed yet. */
  public long sequence() {
    return sequence;
  }
}
