package dev.thermograph.wal.flush;

import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of released segments that wait to be used again, and those that the disk did not let become
 * such yet: they are tried again with each further release, so that a disk that failed once does
 * not keep a dead file as long as the log is open.
 *
 * <p><b>Single-threaded</b> but for {@link #stop}: the preparer's thread, or the log's when
 * segments are made on demand.
 */
final class SpareFiles {
  private final SegmentFiles files;
  private final int countMax;
  private final Deque<String> spares;
  private final Deque<Long> released = new ArrayDeque<>();
  private volatile boolean stopped;

  /**
   * The spares of a directory.
   *
   * @param found names of spare files found when opening
   * @param countMax further released files are deleted
   */
  SpareFiles(SegmentFiles files, List<String> found, int countMax) {
    this.files = files;
    this.countMax = countMax;
    this.spares = new ArrayDeque<>(found);
  }

  /** Recycles no further file. Thread-safe. */
  void stop() {
    stopped = true;
  }

  /** Hands out a spare file for good, or null when there is none. */
  @Nullable String poll() {
    return spares.pollFirst();
  }

  /**
   * Makes spares of released segments, or deletes them. All are tried, those left from before
   * first.
   *
   * @throws IOException what failed first; what could not be moved is kept for the next call
   */
  void recycle(List<Long> segmentNumbers) throws IOException {
    int triedBefore = released.size();
    released.addAll(segmentNumbers);
    IOException failure = null;
    for (int left = released.size(); left > 0 && !stopped; left--) {
      long number = released.getFirst();
      try {
        recycle(number, triedBefore-- > 0);
        released.removeFirst();
      } catch (IOException e) {
        released.addLast(released.removeFirst());
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void recycle(long number, boolean triedBefore) throws IOException {
    if (triedBefore) {
      recycleAgain(number);
    } else {
      moveOrDelete(number);
    }
  }

  /** What failed before may have happened all the same. */
  private void recycleAgain(long number) throws IOException {
    List<String> names = files.list();
    if (names.contains(SegmentNames.segment(number))) {
      moveOrDelete(number);
      return;
    }
    files.syncDirectory();
    String spare = SegmentNames.spare(number);
    if (names.contains(spare)) {
      spares.addLast(spare);
    }
  }

  private void moveOrDelete(long number) throws IOException {
    String name = SegmentNames.segment(number);
    if (spares.size() >= countMax) {
      files.delete(name);
      files.syncDirectory();
    } else {
      String spare = SegmentNames.spare(number);
      files.rename(name, spare);
      // Only then: a cut must not bring back the old name with a new header.
      files.syncDirectory();
      spares.addLast(spare);
    }
  }
}
