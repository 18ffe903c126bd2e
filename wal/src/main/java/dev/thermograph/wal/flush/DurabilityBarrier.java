package dev.thermograph.wal.flush;

import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells appenders what became of their sequences.
 *
 * <p>A waiter puts itself into the slot of its sequence and parks. The log thread publishes how far
 * the log is durable and wakes two waiters; each woken one wakes two more, so that the log thread
 * is back at the disk while a large group wakes up. Handing on is safe because {@link #wakeCursor}
 * gives each slot to exactly one waker, and whoever returns from a park, or leaves, wakes on.
 *
 * <p>A waiter that is alone first looks for a while without parking: on an idle machine the way
 * back from a park costs a quarter of a sync. It yields its core at every look and stops as soon as
 * anybody else waits, since then the cores have better things to do.
 *
 * <p><b>Thread-safe:</b> by volatile writes and compare-and-set; the happens-before edge is the
 * write of {@link #durableSequence} before the scan of the slots against the write of the slot
 * before the read of the sequence. Waiting allocates nothing. Interrupts are kept, never acted on:
 * an outcome is never lost to one.
 */
public final class DurabilityBarrier {
  /** Waiters further apart than this share a slot; the later one polls. */
  private static final int SLOT_COUNT_USUAL = 1024;

  private static final int WAKES_EACH = 2;
  private static final long POLL_NANOS = 100_000;

  /** Bounds the harm of a waker that died between two wakes. */
  private static final long PARK_NANOS_MAX = 50_000_000;

  /** Refused ranges are rare and a waiter asks at once; who asks much later is told "unknown". */
  private static final int RANGES_MAX = 1024;

  private final AtomicReferenceArray<@Nullable Thread> slots;
  private final AtomicLong wakeCursor;
  private final AtomicInteger waiterCount = new AtomicInteger();
  private final long aloneNanos;
  private volatile long durableSequence;
  private volatile List<Range> undone = List.of();
  private volatile long forgottenUpTo;
  private volatile @Nullable Throwable poison;

  /**
   * A barrier for a log that is durable up to {@code durableSequence}.
   *
   * @param aloneNanos how long a waiter that is alone looks before it parks; 0 parks at once
   */
  public DurabilityBarrier(long durableSequence, long aloneNanos) {
    this(durableSequence, aloneNanos, SLOT_COUNT_USUAL);
  }

  /** As the other one with another count of slots, a power of two. */
  DurabilityBarrier(long durableSequence, long aloneNanos, int slotCount) {
    this.aloneNanos = aloneNanos;
    this.slots = new AtomicReferenceArray<>(slotCount);
    this.durableSequence = durableSequence;
    this.wakeCursor = new AtomicLong(durableSequence + 1);
  }

  /** All sequences up to this one are decided: durable, or known to be void. */
  public long durableSequence() {
    return durableSequence;
  }

  /**
   * Waits until the fate of a sequence is known.
   *
   * @throws AppendRefusedException when it is certainly not in the log
   * @throws CommitOutcomeUnknownException when only reopening the log can tell
   */
  public void await(long sequence) {
    if (!isDecided(sequence)) {
      waitUntilDecided(sequence);
    }
    throwUnlessDurable(sequence);
  }

  /**
   * Waits until it is known of each sequence up to this one whether it is durable or void, and does
   * not say which.
   *
   * @return false when that is not to be known now: a sync failed, or a failed write could not be
   *     undone yet
   */
  boolean awaitFate(long sequence) {
    if (!isDecided(sequence)) {
      waitUntilDecided(sequence);
    }
    return isFateKnown(sequence);
  }

  /** Whether it is known now of each sequence up to this one whether it is durable or void. */
  boolean isFateKnown(long sequence) {
    Range range = undoneRange(sequence);
    return range == null ? durableSequence >= sequence : range.certain;
  }

  /**
   * Waits until {@link #isDecided}, for so long at most. For who is not in a hurry: looks now and
   * then, and takes no slot from those who are.
   */
  boolean awaitDecided(long sequence, long nanos) {
    long begin = System.nanoTime();
    boolean interrupted = false;
    while (!isDecided(sequence) && System.nanoTime() - begin < nanos) {
      LockSupport.parkNanos(this, POLL_NANOS);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return isDecided(sequence);
  }

  /** True when {@link #await} would return or throw without waiting. */
  public boolean isDecided(long sequence) {
    return durableSequence >= sequence || poison != null || undoneRange(sequence) != null;
  }

  private void waitUntilDecided(long sequence) {
    boolean alone = waiterCount.getAndIncrement() == 0;
    if (alone && isDecidedSoon(sequence)) {
      wake(WAKES_EACH); // somebody may have begun to wait since
    } else {
      parkUntilDecided(sequence);
    }
    waiterCount.getAndDecrement();
  }

  @SuppressWarnings("ThreadPriorityCheck") // the core is needed: for the log thread, for the system
  private boolean isDecidedSoon(long sequence) {
    if (aloneNanos == 0) {
      return false;
    }
    long start = System.nanoTime();
    while (waiterCount.get() == 1 && System.nanoTime() - start < aloneNanos) {
      if (isDecided(sequence)) {
        return true;
      }
      Thread.yield();
    }
    return isDecided(sequence);
  }

  private void parkUntilDecided(long sequence) {
    int slot = slotOf(sequence);
    Thread self = Thread.currentThread();
    boolean registered = slots.compareAndSet(slot, null, self);
    boolean interrupted = false;
    while (!isDecided(sequence)) {
      LockSupport.parkNanos(this, registered ? PARK_NANOS_MAX : POLL_NANOS);
      interrupted |= Thread.interrupted();
      wake(WAKES_EACH);
    }
    if (registered) {
      slots.set(slot, null);
    }
    wake(WAKES_EACH);
    if (interrupted) {
      self.interrupt();
    }
  }

  private void throwUnlessDurable(long sequence) {
    Range range = undoneRange(sequence);
    if (range != null) {
      throw range.toException(sequence);
    }
    throwIfForgotten(sequence);
    Throwable cause = poison;
    if (durableSequence < sequence && cause != null) {
      throw new CommitOutcomeUnknownException(
          "a sync failed while the commit waited; reopen the log to learn its outcome: sequence="
              + sequence,
          cause);
    }
  }

  /**
   * Throws when any of these sequences did not become durable; all of them are decided.
   *
   * @throws AppendRefusedException when one is certainly not in the log
   * @throws CommitOutcomeUnknownException when only reading the log can tell
   */
  void requireDurable(long first, long last) {
    if (first > last) {
      return;
    }
    for (Range range : undone) {
      if (range.first <= last && range.last >= first) {
        throw range.toException(Math.max(range.first, first));
      }
    }
    throwIfForgotten(first);
  }

  private void throwIfForgotten(long sequence) {
    if (sequence <= forgottenUpTo) {
      throw new CommitOutcomeUnknownException(
          "so many writes failed since that the commit's outcome is not kept any more; read the log"
              + " to learn it: sequence="
              + sequence);
    }
  }

  /** Publishes durability and begins to wake the waiters. Log thread only. */
  void advance(long sequence) {
    if (sequence > durableSequence) {
      durableSequence = sequence;
      wake(WAKES_EACH);
    }
  }

  /** The sequences are certainly not in the log. Log thread only; {@link #advance} comes after. */
  void refuse(long first, long last, Throwable cause) {
    addRange(new Range(first, last, true, cause));
  }

  /** Nothing certain can be said of these sequences for now. Log thread only. */
  void leaveUnknown(long first, long last, Throwable cause) {
    addRange(new Range(first, last, false, cause));
    wakeAll();
  }

  /** What {@link #leaveUnknown} said of exactly this range holds no more. Log thread only. */
  void settle(long first, long last) {
    undone = undone.stream().filter(range -> range.first != first || range.last != last).toList();
  }

  /** True once a sync failed. */
  boolean isPoisoned() {
    return poison != null;
  }

  /** A sync failed: whoever waits, and whoever will, is told that the outcome is unknown. */
  void poison(Throwable cause) {
    poison = cause;
    wakeAll();
  }

  private void addRange(Range range) {
    if (range.first > range.last) {
      return;
    }
    Stream<Range> kept =
        undone.stream().filter(old -> old.first != range.first || old.last != range.last);
    List<Range> all = Stream.concat(Stream.of(range), kept).toList();
    if (all.size() > RANGES_MAX) {
      forgottenUpTo = Math.max(forgottenUpTo, all.get(RANGES_MAX).last);
      all = List.copyOf(all.subList(0, RANGES_MAX));
    }
    undone = all;
  }

  private @Nullable Range undoneRange(long sequence) {
    List<Range> ranges = undone;
    if (ranges.isEmpty()) {
      return null;
    }
    for (Range range : ranges) {
      if (sequence >= range.first && sequence <= range.last) {
        return range;
      }
    }
    return null;
  }

  private void wakeAll() {
    for (int slot = 0; slot < slots.length(); slot++) {
      LockSupport.unpark(slots.get(slot));
    }
  }

  private int slotOf(long sequence) {
    return (int) sequence & (slots.length() - 1);
  }

  /** Wakes up to {@code count} waiters whose turn has come and that nobody else has taken on. */
  private void wake(int count) {
    int left = count;
    while (left > 0) {
      long durable = durableSequence;
      long next = wakeCursor.get();
      if (next > durable) {
        return;
      }
      long from = Math.max(next, durable - slots.length() + 1);
      if (wakeCursor.compareAndSet(next, from + 1)) {
        Thread waiter = slots.get(slotOf(from));
        if (waiter != null && waiter != Thread.currentThread()) {
          LockSupport.unpark(waiter);
          left--;
        }
      }
    }
  }

  /** Sequences that were given out and did not become durable. */
  private record Range(long first, long last, boolean certain, Throwable cause) {
    ThermographException toException(long sequence) {
      if (certain) {
        return new AppendRefusedException(
            "the record could not be written and is certainly not in the log: sequence=" + sequence,
            cause);
      }
      return new CommitOutcomeUnknownException(
          "writing failed and could not be undone yet, so the record may still surface when the"
              + " log is opened again: sequence="
              + sequence,
          cause);
    }
  }
}
