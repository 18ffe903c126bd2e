package dev.thermograph.wal.flush;

/**
 * What an append was given. Reusable, so that appending allocates nothing. <b>Not thread-safe:</b>
 * one appender's.
 */
public final class AppendReceipt {
  private long sequence;
  private long timestampMicros;

  /** An empty receipt. */
  public AppendReceipt() {}

  /** What a log gives out. */
  public void set(long newSequence, long newTimestampMicros) {
    sequence = newSequence;
    timestampMicros = newTimestampMicros;
  }

  /** The record's sequence, from 1; 0 before the first append. */
  public long sequence() {
    return sequence;
  }

  /**
   * Commit time in microseconds since 1970-01-01T00:00Z, never below that of an earlier sequence.
   */
  public long timestampMicros() {
    return timestampMicros;
  }
}
