package dev.thermograph.properties.explore;

import dev.thermograph.wal.flush.LogClock;

/** Clocks that move when told to. <b>Single-threaded.</b> */
final class SteppedClock implements LogClock {
  private long nanos = 1_000_000_000L;
  private long micros = 1_700_000_000_000_000L;

  void advanceNanos(long by) {
    nanos += by;
    micros += by / 1000;
  }

  /** The wall clock jumps; it may jump back. */
  void adjustMicros(long by) {
    micros += by;
  }

  @Override
  public long epochMicros() {
    return micros;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }
}
