package dev.thermograph.wal.flush;

import java.time.Instant;

/** The two clocks of the log, injected so that tests can stop the world. Thread-safe. */
public interface LogClock {

  /** The machine's clocks. */
  LogClock SYSTEM =
      new LogClock() {
        @Override
        public long epochMicros() {
          Instant now = Instant.now();
          return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        }

        @Override
        public long nanoTime() {
          return System.nanoTime();
        }
      };

  /** Microseconds since 1970-01-01T00:00Z; may step back, the log does not. */
  long epochMicros();

  /** Nanoseconds of a clock that never steps back; only differences mean anything. */
  long nanoTime();
}
