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
  static long push(
      Space space,
      long headAddress,
      long sequence,
      int kind,
      MemorySegment block,
      long blockOffset,
      int blockBytes) {
    long reference = make(space, headAddress, sequence, kind, 0, blockBytes);
    long version = space.address(reference);
    Memory.copy(block, blockOffset, version + RecordLayout.BLOCK_OFFSET, blockBytes);
    Memory.putLongRelease(headAddress, reference);
    return reference;
  }

  /** Puts a version in front from which on there is nothing. Writer only. */
  static long pushDeleted(
      Space space, long headAddress, long sequence, int kind, int outAt, int inAt) {
    int bytes = RecordLayout.DELETED_BLOCK_BYTES;
    long reference = make(space, headAddress, sequence, kind, RecordLayout.DELETED, bytes);
    long version = space.address(reference);
    Memory.putInt(version + RecordLayout.DELETED_OUT_AT_OFFSET, outAt);
    Memory.putInt(version + RecordLayout.DELETED_IN_AT_OFFSET, inAt);
    Memory.putLongRelease(headAddress, reference);
    return reference;
  }

  private static long make(
      Space space, long headAddress, long sequence, int kind, int flags, int blockBytes) {
    long reference = space.allocate(RecordLayout.BLOCK_OFFSET + blockBytes);
    long version = space.address(reference);
    Memory.putLong(version + RecordLayout.SEQUENCE_OFFSET, sequence);
    Memory.putLong(version + RecordLayout.PREVIOUS_OFFSET, Memory.getLong(headAddress));
    Memory.putInt(version + RecordLayout.BLOCK_BYTES_OFFSET, blockBytes);
    Memory.putShort(version + RecordLayout.KIND_OFFSET, kind);
    Memory.putShort(version + RecordLayout.FLAGS_OFFSET, flags);
    return reference;
  }

  /**
   * Retires the version before one that every view sees, if it does not see a newer one. Writer
   * only. The ones before that went before, in their order.
   */
  static void retirePrevious(Space space, long version, long retireAt) {
    long previous = Memory.getLong(version + RecordLayout.PREVIOUS_OFFSET);
    if (previous != 0) {
      long older = space.address(previous);
      assert Memory.getLong(older + RecordLayout.PREVIOUS_OFFSET) == 0
          : "versions go oldest first: sequence=" + GraphStore.sequence(older);
      Memory.putLongRelease(version + RecordLayout.PREVIOUS_OFFSET, 0);
      space.retire(previous, bytes(older), retireAt);
    }
  }

  /** Retires the only version there is, under which no view sees anything. Writer only. */
  static void retireOnly(Space space, long headAddress, long retireAt) {
    long reference = Memory.getLong(headAddress);
    Memory.putLongRelease(headAddress, 0);
    space.retire(reference, bytes(space.address(reference)), retireAt);
  }

  private static int bytes(long version) {
    return RecordLayout.BLOCK_OFFSET + Memory.getInt(version + RecordLayout.BLOCK_BYTES_OFFSET);
  }
}
