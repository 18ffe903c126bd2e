package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * An edge as one view sees it. <b>Single-threaded:</b> whoever owns it. Hot path: allocates
 * nothing.
 */
public final class EdgeView {
  private long slot;
  private long version;

  /** Shows nothing yet. */
  public EdgeView() {}

  boolean show(Space space, long edgeSlot, long viewSequence) {
    slot = edgeSlot;
    long reference = Memory.getLongAcquire(EdgeSlots.versionsAddress(edgeSlot));
    while (reference != 0) {
      version = space.address(reference);
      if (GraphStore.sequence(version) <= viewSequence) {
        return !VersionChain.isDeleted(version);
      }
      reference = Memory.getLongAcquire(version + RecordLayout.PREVIOUS_OFFSET);
    }
    version = GraphStore.NONE;
    return EdgeSlots.created(edgeSlot) <= viewSequence;
  }

  void show(long edgeSlot, long shownVersion) {
    slot = edgeSlot;
    version = shownVersion;
  }

  /** The node it comes from. */
  public int from() {
    return EdgeSlots.from(slot);
  }

  /** The node it goes to. */
  public int to() {
    return EdgeSlots.to(slot);
  }

  /** Its kind. */
  public int kind() {
    return EdgeSlots.kind(slot);
  }

  /** Sequence of the commit that made it as it is. */
  public long sequence() {
    return version == GraphStore.NONE ? EdgeSlots.created(slot) : GraphStore.sequence(version);
  }

  /** Address of its property block; meaningless when that has no bytes. */
  public long block() {
    return GraphStore.block(version);
  }

  /** Length of its property block, 0 when it has no properties. */
  public int blockBytes() {
    return version == GraphStore.NONE ? 0 : GraphStore.blockBytes(version);
  }
}
