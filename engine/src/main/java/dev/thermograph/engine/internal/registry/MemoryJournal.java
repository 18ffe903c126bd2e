package dev.thermograph.engine.internal.registry;

import dev.thermograph.wal.flush.LogClock;
import java.nio.ByteBuffer;

/** Events of an engine in memory: counted and forgotten. <b>Single-threaded.</b> */
final class MemoryJournal implements RegistryJournal {
  private final LogClock clock;
  private long last;

  MemoryJournal(LogClock clock) {
    this.clock = clock;
  }

  @Override
  public Entry append(ByteBuffer event) {
    return new Entry(++last, clock.epochMicros());
  }

  @Override
  public long durableSequence() {
    return last;
  }

  @Override
  public void release(long sequence) {}
}
