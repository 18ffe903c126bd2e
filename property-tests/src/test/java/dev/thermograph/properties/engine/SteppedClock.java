package dev.thermograph.properties.engine;

import dev.thermograph.wal.flush.LogClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The wall clock goes on when it is told. */
final class SteppedClock implements LogClock {
  private static final long MICROS = 1_000_000;

  private final AtomicLong micros =
      new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * MICROS);

  void pass(Duration time) {
    micros.addAndGet(time.toNanos() / 1_000);
  }

  Instant now() {
    long now = micros.get();
    return Instant.ofEpochSecond(now / MICROS, now % MICROS * 1_000);
  }

  @Override
  public long epochMicros() {
    return micros.get();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
