package dev.thermograph.wal.archive;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The directory that archive files go to, and the steps by which one gets there.
 *
 * <p>Written under another name, synced, read back and compared with the segment, renamed, and the
 * directory synced: a crash between any two steps leaves a whole archive file or none. A file that
 * is there already is compared in the same way and kept; nothing finished is ever overwritten or
 * deleted.
 *
 * <p><b>Single-threaded:</b> the archiver's thread.
 */
final class ArchiveTarget {
  private final SegmentFiles source;
  private final SegmentFiles target;
  private @Nullable ArchivedSegment newest;

  ArchiveTarget(SegmentFiles source, SegmentFiles target) {
    this.source = source;
    this.target = target;
  }

  /** Deletes what a crash left unfinished. */
  void deleteUnfinished() throws IOException {
    for (String name : target.list()) {
      if (ArchiveNames.isUnfinished(name)) {
        target.delete(name);
      }
    }
  }

  /**
   * Returns when a segment is archived durably.
   *
   * @param lastSequence last sequence in it
   * @throws ArchiveRefusedException when what is in the target does not fit the segment
   */
  void archive(long number, long lastSequence) throws IOException {
    try (SealedSegment segment = SealedSegment.open(source, number, lastSequence)) {
      List<String> names = target.list();
      ArchivedSegment before = findBefore(number, names);
      String finished = ArchiveNames.archive(number);
      newest =
          names.contains(finished)
              ? requireSame(segment, finished, before)
              : write(segment, before);
      target.syncDirectory();
    }
  }

  /** The archive file before a segment's, null for the first one of this directory. */
  private @Nullable ArchivedSegment findBefore(long number, List<String> names) throws IOException {
    ArchivedSegment known = newest;
    if (known != null && known.number() == number - 1) {
      return known;
    }
    TreeSet<Long> before = new TreeSet<>();
    for (String name : names) {
      ArchiveNames.segmentNumber(name)
          .ifPresent(
              found -> {
                if (found < number) {
                  before.add(found);
                }
              });
    }
    if (before.isEmpty()) {
      return null;
    }
    if (before.last() != number - 1) {
      throw new ArchiveRefusedException(
          Messages.format(
              "segments %d to %d are neither in the log nor in the archive; archive to an empty"
                  + " directory instead",
              before.last() + 1, number - 1),
          ArchiveNames.archive(number - 1));
    }
    return ArchivedSegment.read(target, ArchiveNames.archive(number - 1), number - 1);
  }

  private ArchivedSegment write(SealedSegment segment, @Nullable ArchivedSegment before)
      throws IOException {
    String unfinished = ArchiveNames.unfinished(segment.header().segmentNumber());
    if (target.list().contains(unfinished)) {
      target.delete(unfinished);
    }
    byte[] previousDigest =
        before == null ? new byte[ArchiveLayout.DIGEST_BYTES] : before.tail().digest();
    try {
      try (SegmentFile file = target.create(unfinished)) {
        ArchiveFileWriter.write(segment, previousDigest, file);
      }
      ArchivedSegment written = requireSame(segment, unfinished, before);
      String finished = ArchiveNames.archive(written.number());
      target.rename(unfinished, finished);
      return new ArchivedSegment(finished, written.header(), written.tail());
    } catch (IOException | RuntimeException e) {
      discard(unfinished, e);
      throw e;
    }
  }

  private void discard(String unfinished, Exception cause) {
    try {
      target.delete(unfinished);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Reads a file and compares it with its segment and with the archive file before it. */
  private ArchivedSegment requireSame(
      SealedSegment segment, String name, @Nullable ArchivedSegment before) throws IOException {
    try (SegmentFile file = target.openForReading(name)) {
      ArchivedSegment archived = ArchivedSegment.read(file, segment.header().segmentNumber());
      if (before != null) {
        archived.requireFollows(before);
      }
      ArchiveCheck.requireArchiveOf(segment, file, archived);
      return archived;
    }
  }
}
