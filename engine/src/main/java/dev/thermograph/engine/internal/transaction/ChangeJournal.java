package dev.thermograph.engine.internal.transaction;

import java.util.Arrays;

/**
 * The states that elements of {@link ChangedElements} had before a call for many changed them, so
 * that the call can be undone as a whole. <b>Single-threaded:</b> its transaction. Allocates only
 * while it grows.
 */
final class ChangeJournal {
  private static final int CAPACITY_FIRST = 64;

  /** Columns that grew beyond this give their memory back at the end. */
  private static final int CAPACITY_KEPT_MAX = 1 << 15;

  private boolean isOpen;
  private int count;
  private int[] places = new int[0];
  private byte[] flags = new byte[0];
  private long[] blocks = new long[0];
  private int[] blockBytes = new int[0];

  /** Takes note from now on. */
  void open() {
    isOpen = true;
  }

  /** Forgets all, and takes note of nothing any more. */
  void close() {
    isOpen = false;
    count = 0;
    if (places.length > CAPACITY_KEPT_MAX) {
      grow(0);
    }
  }

  /** An element is about to get another state. */
  void note(int place, byte state, long block, int bytes) {
    if (!isOpen) {
      return;
    }
    if (count == places.length) {
      grow(Math.max(CAPACITY_FIRST, 2 * count));
    }
    places[count] = place;
    flags[count] = state;
    blocks[count] = block;
    blockBytes[count] = bytes;
    count++;
  }

  private void grow(int capacity) {
    places = Arrays.copyOf(places, capacity);
    flags = Arrays.copyOf(flags, capacity);
    blocks = Arrays.copyOf(blocks, capacity);
    blockBytes = Arrays.copyOf(blockBytes, capacity);
  }

  /** Takes a state that an element had. */
  interface Undo {
    void set(int place, byte state, long block, int bytes);
  }

  /** Hands out all states, the newest first. */
  void undo(Undo undo) {
    isOpen = false;
    for (int at = count - 1; at >= 0; at--) {
      undo.set(places[at], flags[at], blocks[at], blockBytes[at]);
    }
  }
}
