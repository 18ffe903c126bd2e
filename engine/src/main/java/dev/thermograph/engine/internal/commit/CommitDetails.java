package dev.thermograph.engine.internal.commit;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A {@link CommitTally} as one word in a tenant's memory. Most commits have few changes and no
 * note; then the word itself holds the counts, 10 bits each. Else its highest bit is set and the
 * others are the reference of a block:
 *
 * <pre>
 *  0       4            28           32            36
 *  +-------+------------+------------+-------------+-------+--------+
 *  | bytes | six counts | actorBytes | reasonBytes | actor | reason |
 *  +-------+------------+------------+-------------+-------+--------+
 *    i32     i32 each     i32          i32           UTF-8   UTF-8
 * </pre>
 *
 * <em>Stateless.</em>
 */
final class CommitDetails {
  private static final int COUNT_BITS = 10;
  private static final int COUNT_MAX = (1 << COUNT_BITS) - 1;
  private static final long IN_BLOCK = 1L << 63;

  private static final int BYTES_OFFSET = 0;
  private static final int COUNTS_OFFSET = 4;
  private static final int ACTOR_BYTES_OFFSET = COUNTS_OFFSET + CommitTally.COUNTS * Integer.BYTES;
  private static final int REASON_BYTES_OFFSET = ACTOR_BYTES_OFFSET + Integer.BYTES;
  private static final int TEXTS_OFFSET = REASON_BYTES_OFFSET + Integer.BYTES;

  private CommitDetails() {}

  /** Returns the word; takes a block if need be. */
  static long put(Space space, CommitTally tally) {
    long packed = 0;
    boolean isSmall = !tally.hasNote();
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      isSmall &= tally.count(which) <= COUNT_MAX;
      packed |= (long) tally.count(which) << (which * COUNT_BITS);
    }
    return isSmall ? packed : IN_BLOCK | putBlock(space, tally);
  }

  private static long putBlock(Space space, CommitTally tally) {
    byte[] actor = tally.actor().getBytes(StandardCharsets.UTF_8);
    byte[] reason = tally.reason().getBytes(StandardCharsets.UTF_8);
    int bytes = TEXTS_OFFSET + actor.length + reason.length;
    long reference = space.allocate(bytes);
    long block = space.address(reference);
    Memory.putInt(block + BYTES_OFFSET, bytes);
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      Memory.putInt(countAddress(block, which), tally.count(which));
    }
    Memory.putInt(block + ACTOR_BYTES_OFFSET, actor.length);
    Memory.putInt(block + REASON_BYTES_OFFSET, reason.length);
    long texts = block + TEXTS_OFFSET;
    Memory.copy(MemorySegment.ofArray(actor), 0, texts, actor.length);
    Memory.copy(MemorySegment.ofArray(reason), 0, texts + actor.length, reason.length);
    return reference;
  }

  private static long countAddress(long block, int which) {
    return block + COUNTS_OFFSET + (long) which * Integer.BYTES;
  }

  /** Whether a word has a block. */
  static boolean isInBlock(long word) {
    return (word & IN_BLOCK) != 0;
  }

  /** The reference of a word's block. */
  static long reference(long word) {
    return word & ~IN_BLOCK;
  }

  /** What a word's block was allocated for. */
  static int blockBytes(Space space, long word) {
    return Memory.getInt(space.address(reference(word)) + BYTES_OFFSET);
  }

  static void read(Space space, long word, CommitTally tally) {
    if (isInBlock(word)) {
      readBlock(space.address(reference(word)), tally);
      return;
    }
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      tally.set(which, (int) (word >>> (which * COUNT_BITS)) & COUNT_MAX);
    }
    tally.note("", "");
  }

  private static void readBlock(long block, CommitTally tally) {
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      tally.set(which, Memory.getInt(countAddress(block, which)));
    }
    int actorBytes = Memory.getInt(block + ACTOR_BYTES_OFFSET);
    int reasonBytes = Memory.getInt(block + REASON_BYTES_OFFSET);
    long texts = block + TEXTS_OFFSET;
    tally.note(text(texts, actorBytes), text(texts + actorBytes, reasonBytes));
  }

  private static String text(long address, int bytes) {
    byte[] utf8 = Memory.EVERYTHING.asSlice(address, bytes).toArray(ValueLayout.JAVA_BYTE);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
