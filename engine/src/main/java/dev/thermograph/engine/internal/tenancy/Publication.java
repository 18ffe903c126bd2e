package dev.thermograph.engine.internal.tenancy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;

/**
 * Up to which sequence new views of a tenant may see.
 *
 * <p>A commit that is to be synced is shown only when it is; so is everything behind it, whatever
 * durability that asked for, since a view shows all that came before it. A commit that asked for no
 * sync is shown at once when nothing before it waits.
 *
 * <p><b>Thread-safe:</b> by one lock, held for a few instructions; reading takes none.
 */
final class Publication {
  /** A power of two. */
  private static final int CAPACITY_FIRST = 16;

  private final Object order = new Object();

  /** Commits that wait for their sync, oldest first. */
  @GuardedBy("order")
  private long[] waiting = new long[CAPACITY_FIRST];

  @GuardedBy("order")
  private int first;

  @GuardedBy("order")
  private int count;

  @GuardedBy("order")
  private long lastApplied;

  private volatile long published;

  Publication(long published) {
    this.published = published;
    this.lastApplied = published;
  }

  /** What a new view sees. */
  long published() {
    return published;
  }

  /**
   * A commit was applied, in order of sequences.
   *
   * @param waits whether it is to be synced before it is shown
   * @return the newest commit that must be durable before this one is shown, 0 for none
   */
  long applied(long sequence, boolean waits) {
    synchronized (order) {
      lastApplied = sequence;
      if (waits) {
        push(sequence);
        return sequence;
      }
      if (count == 0) {
        published = sequence;
        return 0;
      }
      return waiting[(first + count - 1) & (waiting.length - 1)];
    }
  }

  @GuardedBy("order")
  private void push(long sequence) {
    if (count == waiting.length) {
      long[] grown = new long[2 * count];
      for (int index = 0; index < count; index++) {
        grown[index] = waiting[(first + index) & (count - 1)];
      }
      waiting = grown;
      first = 0;
    }
    waiting[(first + count) & (waiting.length - 1)] = sequence;
    count++;
  }

  /** Everything up to a sequence is durable. */
  void durable(long sequence) {
    synchronized (order) {
      while (count > 0 && waiting[first] <= sequence) {
        first = (first + 1) & (waiting.length - 1);
        count--;
      }
      published = count == 0 ? lastApplied : Math.max(published, waiting[first] - 1);
    }
  }

  @Override
  public String toString() {
    synchronized (order) {
      return "published=" + published + " waiting=" + Arrays.toString(waiting) + " count=" + count;
    }
  }
}
