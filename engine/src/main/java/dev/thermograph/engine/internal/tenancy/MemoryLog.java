package dev.thermograph.engine.internal.tenancy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.LogClock;
import java.nio.ByteBuffer;

/**
 * What engines in memory have for a log: it gives out sequences and times, and keeps nothing. A log
 * over files in memory would keep what nobody can read again, and take threads and milliseconds to
 * open.
 *
 * <p><b>Thread-safe:</b> by its monitor.
 */
public final class MemoryLog implements CommitLog {
  private final LogClock clock;

  @GuardedBy("this")
  private long lastSequence;

  @GuardedBy("this")
  private long lastMicros;

  /** Gives out 1 first. */
  public MemoryLog(LogClock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void append(
      int tenant,
      byte recordType,
      ByteBuffer payload,
      long builtOn,
      Durability durability,
      AppendReceipt receipt) {
    lastMicros = Math.max(lastMicros, clock.epochMicros());
    receipt.set(++lastSequence, lastMicros);
  }

  @Override
  public void awaitDurable(long sequence) {}

  @Override
  public long settle() {
    return lastSequence();
  }

  @Override
  public boolean settleWithin(long nanos) {
    return true;
  }

  @Override
  public synchronized long lastSequence() {
    return lastSequence;
  }

  @Override
  public long durableSequence() {
    return lastSequence();
  }

  @Override
  public boolean mayHaveVoided(long sequence) {
    return false;
  }
}
