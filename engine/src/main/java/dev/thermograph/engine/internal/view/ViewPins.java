package dev.thermograph.engine.internal.view;

import dev.thermograph.engine.error.TooManyViewsException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The sequences that open views see, so that nothing they need is dropped.
 *
 * <p>Opening and closing a view is one compare-and-set in a slot of its own. The writer first
 * announces how far it wants to go and then looks at the slots; a reader first takes a slot and
 * then looks at the announcement. So either the writer sees the reader, or the reader sees that it
 * came too late and takes a newer sequence.
 *
 * <p><b>Thread-safe:</b> by volatile accesses in that order; {@link #raiseHorizon} one thread at a
 * time. Allocates nothing.
 */
public final class ViewPins {
  /** Views that one tenant can have open at a time. */
  public static final int VIEW_COUNT_MAX = 4096;

  private static final long FREE = 0;
  private static final int SLOTS_FIRST = 8;

  /** Each slot holds the view's sequence plus one. */
  private final AtomicLongArray slots = new AtomicLongArray(VIEW_COUNT_MAX);

  private volatile long announced;
  private volatile int usedEnd;

  /** No view is open. */
  public ViewPins() {}

  /**
   * Keeps what a sequence sees.
   *
   * @return the pin to give back, or -1 when the sequence is below what may have been dropped
   */
  public int tryPin(long sequence) {
    int pin = takeSlot(sequence);
    if (announced > sequence) {
      release(pin);
      return -1;
    }
    return pin;
  }

  private int takeSlot(long sequence) {
    // Slots are used from the lowest on, which keeps the writer's look short; threads begin apart.
    int start = (int) (Thread.currentThread().threadId() % Math.max(usedEnd, SLOTS_FIRST));
    for (int tried = 0; tried < VIEW_COUNT_MAX; tried++) {
      int slot = (start + tried) & (VIEW_COUNT_MAX - 1);
      if (slot >= usedEnd) {
        extendTo(slot);
      }
      if (slots.get(slot) == FREE && slots.compareAndSet(slot, FREE, sequence + 1)) {
        return slot;
      }
    }
    throw new TooManyViewsException(VIEW_COUNT_MAX);
  }

  private synchronized void extendTo(int slot) {
    usedEnd = Math.max(usedEnd, slot + 1);
  }

  /** Gives a pin back. */
  public void release(int pin) {
    slots.set(pin, FREE);
  }

  /**
   * Announces that nothing below a sequence will be kept, but for open views.
   *
   * @return what may be dropped: everything that only views below this sequence could see
   */
  public long raiseHorizon(long wanted) {
    announced = Math.max(announced, wanted);
    return Math.min(announced, oldest());
  }

  /** The lowest sequence that an open view sees, {@link Long#MAX_VALUE} for none. */
  public long oldest() {
    long lowest = Long.MAX_VALUE;
    for (int slot = 0; slot < usedEnd; slot++) {
      long pinned = slots.get(slot);
      if (pinned != FREE) {
        lowest = Math.min(lowest, pinned - 1);
      }
    }
    return lowest;
  }

  /** What was announced last: no view is opened below. */
  public long announced() {
    return announced;
  }

  /** Count of open views. */
  public int openCount() {
    int count = 0;
    for (int slot = 0; slot < usedEnd; slot++) {
      count += slots.get(slot) == FREE ? 0 : 1;
    }
    return count;
  }
}
