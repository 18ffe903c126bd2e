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
 * <p>Once the tenant is halted, nothing is shown any more but what is known to be durable.
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

  @GuardedBy("order")
  private boolean halted;

  private volatile long published;
  private volatile long durable;

  /**
   * Begins with a commit that was replayed.
   *
   * @param durable up to where the log had been settled by then
   */
  Publication(long published, long durable) {
    this.published = published;
    this.lastApplied = published;
    this.durable = durable;
  }

  /** What a new view sees. */
  long published() {
    return published;
  }

  /** Commits up to this one are known to be in the log; later ones may be, too. */
  long durable() {
    return durable;
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
        published = halted ? published : sequence;
        return 0;
      }
      return lastWaiting();
    }
  }

  /** The newest commit that must be durable before all that was applied is shown, 0 for none. */
  long awaited() {
    synchronized (order) {
      return count == 0 ? 0 : lastWaiting();
    }
  }

  @GuardedBy("order")
  private long lastWaiting() {
    return waiting[(first + count - 1) & (waiting.length - 1)];
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
      durable = Math.max(durable, sequence);
      published = Math.max(published, halted ? sequence : lastShown());
    }
  }

  /** Whatever is before the first that waits. */
  @GuardedBy("order")
  private long lastShown() {
    return count == 0 ? lastApplied : waiting[first] - 1;
  }

  /** The log may not have what was applied: from now on only what is durable is shown. */
  void halt() {
    synchronized (order) {
      halted = true;
    }
  }

  @Override
  public String toString() {
    synchronized (order) {
      return "published=" + published + " waiting=" + Arrays.toString(waiting) + " count=" + count;
    }
  }
}
