package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;

/**
 * The versions of a node or an edge, newest first: {@link RecordLayout} linked by {@code previous}.
 *
 * <p>The head is a reference in a slot. <b>Threads:</b> one writer; {@link #visible} from any
 * thread, with a view that keeps what it reaches.
 */
final class VersionChain {
  /** What {@link #visible} says when there is nothing to see. */
  static final long NONE = 0;

  private VersionChain() {}

  /**
   * Address of the version that a view sees, or {@link #NONE} when it sees none or a deleted one.
   * Hot path.
   */
  static long visible(Space space, long headAddress, long viewSequence) {
    long reference = Memory.getLongAcquire(headAddress);
    while (reference != 0) {
      long version = space.address(reference);
      if (Memory.getLong(version + RecordLayout.SEQUENCE_OFFSET) <= viewSequence) {
        return isDeleted(version) ? NONE : version;
      }
      reference = Memory.getLongAcquire(version + RecordLayout.PREVIOUS_OFFSET);
    }
    return NONE;
  }

  static boolean isDeleted(long version) {
    return (Memory.unsignedShort(version + RecordLayout.FLAGS_OFFSET) & RecordLayout.DELETED) != 0;
  }

  /** Puts a version in front. Writer only. */
  static void push(
      Space space,
      long headAddress,
      long sequence,
      int kind,
      int flags,
      MemorySegment block,
      long blockOffset,
      int blockBytes) {
    long reference = space.allocate(RecordLayout.BLOCK_OFFSET + blockBytes);
    long version = space.address(reference);
    Memory.putLong(version + RecordLayout.SEQUENCE_OFFSET, sequence);
    Memory.putLong(version + RecordLayout.PREVIOUS_OFFSET, Memory.getLong(headAddress));
    Memory.putInt(version + RecordLayout.BLOCK_BYTES_OFFSET, blockBytes);
    Memory.putShort(version + RecordLayout.KIND_OFFSET, kind);
    Memory.putShort(version + RecordLayout.FLAGS_OFFSET, flags);
    Memory.copy(block, blockOffset, version + RecordLayout.BLOCK_OFFSET, blockBytes);
    Memory.putLongRelease(headAddress, reference);
  }

  /**
   * Drops the versions that no view from {@code horizon} on can see. Writer only, and only while no
   * view is older and none will be.
   *
   * @return how many were dropped
   */
  static int dropBefore(Space space, long headAddress, long horizon) {
    long reference = Memory.getLong(headAddress);
    while (reference != 0) {
      long version = space.address(reference);
      reference = Memory.getLong(version + RecordLayout.PREVIOUS_OFFSET);
      if (Memory.getLong(version + RecordLayout.SEQUENCE_OFFSET) <= horizon) {
        Memory.putLongRelease(version + RecordLayout.PREVIOUS_OFFSET, 0);
        return freeAll(space, reference);
      }
    }
    return 0;
  }

  private static int freeAll(Space space, long first) {
    int count = 0;
    long reference = first;
    while (reference != 0) {
      long version = space.address(reference);
      long older = Memory.getLong(version + RecordLayout.PREVIOUS_OFFSET);
      int blockBytes = Memory.getInt(version + RecordLayout.BLOCK_BYTES_OFFSET);
      space.free(reference, RecordLayout.BLOCK_OFFSET + blockBytes);
      count++;
      reference = older;
    }
    return count;
  }
}
