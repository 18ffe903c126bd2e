package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.flush.RetentionFloor;

/** Takes floors of a log that is let go of meanwhile. <b>Thread-safe.</b> */
public interface LogFloors {
  /** Each time another segment has gone; nobody writes so many in that time. */
  int ATTEMPTS_MAX = 100;

  /** See {@link WriteAheadLog#firstRetainedSequence}. */
  long firstRetainedSequence();

  /** See {@link WriteAheadLog#retainFrom}. */
  RetentionFloor retainFrom(String owner, long sequence);

  /** Those of a log. */
  static LogFloors of(WriteAheadLog log) {
    return new LogFloors() {
      @Override
      public long firstRetainedSequence() {
        return log.firstRetainedSequence();
      }

      @Override
      public RetentionFloor retainFrom(String owner, long sequence) {
        return log.retainFrom(owner, sequence);
      }
    };
  }

  /**
   * A floor at a sequence, or at the first that is left. Right when what was released before was
   * not needed then, so that it is not needed now.
   */
  default RetentionFloor retainWhatIsLeft(String owner, long sequence) {
    for (int attempt = 1; ; attempt++) {
      try {
        return retainFrom(owner, Math.max(sequence, firstRetainedSequence()));
      } catch (RecordsReleasedException e) { // between the two
        if (attempt == ATTEMPTS_MAX) {
          throw e;
        }
      }
    }
  }
}
