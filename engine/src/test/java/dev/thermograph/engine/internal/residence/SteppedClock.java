package dev.thermograph.engine.internal.residence;

import dev.thermograph.wal.flush.LogClock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on only when told. */
final class SteppedClock implements LogClock {
  /** Near the end, so that it wraps. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);

  void step() {
    advance(1);
  }

  void advance(long passedNanos) {
    nanos.addAndGet(passedNanos);
  }

  @Override
  public long epochMicros() {
    return 0;
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }
}
