package dev.thermograph.engine.report;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * What became of a tenant that was dropped. That it is gone is in the log for good; its number, ids
 * and handles never work again. <em>Immutable.</em>
 *
 * @param name its name, which may be given to another tenant now
 * @param number its number, which no other tenant ever gets
 * @param droppedAt when
 * @param sequence of the record in the log that says so
 * @param nodeCount how many nodes there were; empty when its memory was not open
 * @param edgeCount how many edges there were; empty when its memory was not open
 * @param memoryBytes off-heap memory that was given back
 * @param mapFiles files of its memory that were deleted
 * @param snapshotFiles snapshots that were deleted
 * @param indexFiles files of its indexes that were deleted
 * @param leftBehind what was not deleted: files that are not ours, and those that could not be
 *     deleted, which the next opening of the engine tries again
 * @param logRemains what of it is still in the log
 */
public record DropReceipt(
    String name,
    int number,
    Instant droppedAt,
    long sequence,
    OptionalLong nodeCount,
    OptionalLong edgeCount,
    long memoryBytes,
    Erased mapFiles,
    Erased snapshotFiles,
    Erased indexFiles,
    List<String> leftBehind,
    LogRemains logRemains) {
  /** Keeps a copy. */
  public DropReceipt {
    leftBehind = List.copyOf(leftBehind);
  }

  /**
   * Files that were deleted. Their blocks are free; a device may hold old bytes until it uses them
   * again.
   *
   * @param fileCount how many
   * @param bytes how long they were together
   */
  public record Erased(int fileCount, long bytes) {
    /** No files. */
    public static final Erased NONE = new Erased(0, 0);

    /** These and others. */
    public Erased plus(Erased other) {
      return new Erased(fileCount + other.fileCount, bytes + other.bytes);
    }
  }

  /**
   * What a shared log keeps for a while: its segments hold records of many tenants and are let go
   * of as a whole, when no other tenant needs them. Nothing reads a dropped tenant's records any
   * more. Archives and copies of the log are out of the engine's reach.
   *
   * @param firstSequence records of the tenant may be there from here on
   * @param lastSequence and up to here; below {@code firstSequence} when none are left
   */
  public record LogRemains(long firstSequence, long lastSequence) {
    /** Nothing, as of an engine in memory. */
    public static final LogRemains NONE = new LogRemains(1, 0);

    /** Whether nothing of the tenant is in the log. */
    public boolean isEmpty() {
      return lastSequence < firstSequence;
    }
  }
}
