package dev.thermograph.properties.explore;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The model: what one life of the log was given, by sequence. Starts with what recovery found.
 *
 * <p><b>Single-threaded.</b>
 */
final class RecordTable {
  private @Nullable Content[] contents = new Content[64];
  private final BitSet voidable = new BitSet();
  private int lastSequence;

  /** A table for a new directory. */
  RecordTable() {}

  /**
   * What is left of this table after a recovery: the present records stay, everything else up to
   * {@code last} is void for good.
   */
  RecordTable after(BitSet present, long last) {
    RecordTable next = new RecordTable();
    next.lastSequence = Math.toIntExact(last);
    next.contents = Arrays.copyOf(contents, Math.max(64, next.lastSequence + 1));
    for (int sequence = 1; sequence <= next.lastSequence; sequence++) {
      if (!present.get(sequence)) {
        next.contents[sequence] = null;
        next.voidable.set(sequence);
      }
    }
    return next;
  }

  void add(long sequence, Content content) {
    int index = Math.toIntExact(sequence);
    if (index >= contents.length) {
      contents = Arrays.copyOf(contents, 2 * index);
    }
    contents[index] = content;
    lastSequence = index;
  }

  /**
   * Notes whether the record was refused, or its appender was told that its outcome is unknown. The
   * unknown may become known later, one way or the other.
   */
  void setVoidable(long sequence, boolean isVoidable) {
    voidable.set(Math.toIntExact(sequence), isVoidable);
  }

  /** True when the log may say that this sequence never happened. */
  boolean isVoidable(long sequence) {
    return voidable.get(Math.toIntExact(sequence));
  }

  @Nullable Content content(long sequence) {
    return sequence <= lastSequence ? contents[Math.toIntExact(sequence)] : null;
  }

  /** Last sequence given out. */
  int lastSequence() {
    return lastSequence;
  }
}
