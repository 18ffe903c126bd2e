package dev.thermograph.wal;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.time.Duration;

/** When an appended record has to be on the disk. Immutable. */
public sealed interface Durability {

  /**
   * Synced before {@link WriteAheadLog#awaitDurable} lets the appender go: survives a power cut.
   */
  record Sync() implements Durability {
    private static final Sync INSTANCE = new Sync();
  }

  /**
   * Synced within a time after it was written: a power cut or a killed process may take back what
   * is younger, and so may a failed write, together with all that was appended behind it.
   *
   * @param within 1 ms to 1 h
   */
  record Interval(Duration within) implements Durability {
    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofHours(1);

    /** Refuses times outside the limits. */
    public Interval {
      if (within.compareTo(MIN) < 0 || within.compareTo(MAX) > 0) {
        throw new InvalidArgumentException(
            Messages.format("durability interval must be %s..%s: within=%s", MIN, MAX, within));
      }
    }
  }

  /**
   * Synced when the system likes: for data that can be had again. A power cut, the end of the
   * process or a failed write may take it back, together with all that was appended behind it.
   */
  record None() implements Durability {
    private static final None INSTANCE = new None();
  }

  /** The default: nothing acknowledged is ever lost. */
  static Durability sync() {
    return Sync.INSTANCE;
  }

  /** No promise. */
  static Durability none() {
    return None.INSTANCE;
  }

  /** Synced within this time. */
  static Durability interval(Duration within) {
    return new Interval(within);
  }

  /**
   * Nanoseconds an appended record may stay unsynced; 0 for none, {@link Long#MAX_VALUE} for ever.
   */
  default long syncWithinNanos() {
    return switch (this) {
      case Sync() -> 0;
      case Interval(Duration within) -> within.toNanos();
      case None() -> Long.MAX_VALUE;
    };
  }
}
