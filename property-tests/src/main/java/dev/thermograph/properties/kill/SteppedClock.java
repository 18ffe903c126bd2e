package dev.thermograph.properties.kill;

import dev.thermograph.wal.flush.LogClock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told to move. <b>Thread-safe</b> by an atomic. */
final class SteppedClock implements LogClock {
  private static final long EPOCH_MICROS = 1_700_000_000_000_000L;
  private static final long NANOS_PER_MICRO = 1_000;

  private final AtomicLong nanos = new AtomicLong();

  void advance(long byNanos) {
    nanos.addAndGet(byNanos);
  }

  @Override
  public long epochMicros() {
    return EPOCH_MICROS + nanos.get() / NANOS_PER_MICRO;
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }
}
