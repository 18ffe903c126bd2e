package dev.thermograph.wal.flush;

import dev.thermograph.error.InvalidArgumentException;

/**
 * One owner's word that it needs no record below a sequence: a snapshot, a search index, an
 * archive.
 *
 * <p>Floors only rise. While any is registered, the log frees segments that lie below all of them.
 * <b>Thread-safe.</b>
 */
public final class RetentionFloor implements AutoCloseable {
  /** Below every sequence: a floor that keeps all that is left, whatever that is. */
  static final long REST = 0;

  private final String owner;
  private final GroupFlusher flusher;
  private volatile long sequence;

  RetentionFloor(String owner, long sequence, GroupFlusher flusher) {
    this.owner = owner;
    this.sequence = sequence;
    this.flusher = flusher;
  }

  /** Who needs the records, for messages. */
  public String owner() {
    return owner;
  }

  /** The lowest sequence that is still needed. */
  public long sequence() {
    return sequence;
  }

  /** Raises the floor; lowering it is refused. Returns at once, segments are freed later. */
  public synchronized void advance(long newSequence) {
    InvalidArgumentException.requireRange(
        "floor of " + owner, newSequence, sequence, Long.MAX_VALUE);
    sequence = newSequence;
    flusher.requestRelease();
  }

  /** Withdraws the floor: its owner does not count any more. */
  @Override
  public void close() {
    flusher.withdraw(this);
  }
}
