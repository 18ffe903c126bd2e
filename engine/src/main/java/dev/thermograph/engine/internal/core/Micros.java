package dev.thermograph.engine.internal.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since 1970-01-01T00:00Z, as the log counts. <em>Stateless.</em> */
final class Micros {
  private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
  private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);

  private Micros() {}

  /** The last microsecond not behind an instant; instants out of range become the ends of it. */
  static long of(Instant instant) {
    if (!instant.isBefore(LAST)) {
      return Long.MAX_VALUE;
    }
    return instant.isBefore(FIRST)
        ? Long.MIN_VALUE
        : Math.floorDiv(instant.getNano(), 1_000) + instant.getEpochSecond() * 1_000_000;
  }

  static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
