package dev.thermograph.wal.archive;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.error.UnknownFormatVersionException;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * The archive of a log: its history up to the last segment archived, for point-in-time recovery.
 *
 * <p>Opening checks what it takes to know that the files are one unbroken chain, and reads headers
 * and footers only; records are checked as they are read; {@link #verify} reads every byte. Old
 * files at the beginning of the chain may have been moved away. What was cut off at its end, or
 * written anew from the start by someone who knows the format, shows by {@link #headDigest}: keep
 * that elsewhere.
 *
 * <p>Memory: some hundred bytes for a file. <b>Thread-safe:</b> immutable; readers made by it are
 * each one thread's.
 */
public final class ArchiveReader {
  private final SegmentFiles files;
  private final KeyProvider keys;
  private final List<ArchivedSegment> segments;

  private ArchiveReader(SegmentFiles files, KeyProvider keys, List<ArchivedSegment> segments) {
    this.files = files;
    this.keys = keys;
    this.segments = segments;
  }

  /**
   * Opens the archive of a directory.
   *
   * @param files stay the caller's to close
   * @throws ArchiveRefusedException when a file is missing between others, damaged, out of order or
   *     another log's
   * @throws UnknownFormatVersionException when a newer build wrote one
   * @throws LogIoException when it could not be read
   */
  public static ArchiveReader open(SegmentFiles files, KeyProvider keys) {
    try {
      return new ArchiveReader(files, keys, chain(files));
    } catch (IOException e) {
      throw new LogIoException("opening the archive failed: " + files.describe(), e);
    }
  }

  private static List<ArchivedSegment> chain(SegmentFiles files) throws IOException {
    TreeSet<Long> numbers = new TreeSet<>();
    for (String name : files.list()) {
      ArchiveNames.segmentNumber(name).ifPresent(numbers::add);
    }
    List<ArchivedSegment> segments = new ArrayList<>();
    for (long number : numbers) {
      if (!segments.isEmpty() && segments.getLast().number() != number - 1) {
        throw new ArchiveRefusedException(
            "a file of the archive is missing",
            ArchiveNames.archive(segments.getLast().number() + 1));
      }
      ArchivedSegment next = ArchivedSegment.read(files, ArchiveNames.archive(number), number);
      if (!segments.isEmpty()) {
        next.requireFollows(segments.getLast());
      }
      segments.add(next);
    }
    return List.copyOf(segments);
  }

  /** The lowest sequence that can be read, one above {@link #lastSequence} in an empty archive. */
  public long firstSequence() {
    return segments.isEmpty() ? 1 : segments.getFirst().header().previousSequence() + 1;
  }

  /** The last sequence in the archive, 0 for none; the live log goes on behind it. */
  public long lastSequence() {
    return segments.isEmpty() ? 0 : segments.getLast().header().lastSequence();
  }

  /** Number of the last segment in the archive, 0 for none. */
  public long lastSegment() {
    return segments.isEmpty() ? 0 : segments.getLast().number();
  }

  /**
   * The newest file's digest in hexadecimal, empty in an empty archive. Through the digests that
   * each file holds of the one before, it stands for every byte of the archive.
   */
  public String headDigest() {
    return segments.isEmpty() ? "" : HexFormat.of().formatHex(segments.getLast().tail().digest());
  }

  /**
   * The records of a range of sequences.
   *
   * @param toSequence the last one wanted; may lie beyond the archive
   * @throws RecordsReleasedException when the range begins before the archive
   */
  public ArchiveRecords read(long fromSequence, long toSequence) {
    requireRange(fromSequence, toSequence);
    return new ArchiveRecords(new RangeSource(files, segments, fromSequence, toSequence), keys);
  }

  /** All records of one tenant, without reading those of others. */
  public ArchiveRecords recordsOf(int tenant) {
    return recordsOf(tenant, firstSequence(), Long.MAX_VALUE);
  }

  /**
   * One tenant's records of a range of sequences, without reading those of others.
   *
   * @param toSequence the last one wanted; may lie beyond the archive
   * @throws RecordsReleasedException when the range begins before the archive
   */
  public ArchiveRecords recordsOf(int tenant, long fromSequence, long toSequence) {
    InvalidArgumentException.requireRange("tenant", tenant, 0, Integer.MAX_VALUE);
    requireRange(fromSequence, toSequence);
    return new ArchiveRecords(
        new TenantSource(files, segments, tenant, fromSequence, toSequence), keys);
  }

  private void requireRange(long fromSequence, long toSequence) {
    InvalidArgumentException.requireRange("fromSequence", fromSequence, 1, Long.MAX_VALUE);
    InvalidArgumentException.requireRange("toSequence", toSequence, 0, Long.MAX_VALUE);
    if (fromSequence < firstSequence()) {
      throw new RecordsReleasedException(
          Messages.format(
              "the archive begins behind the sequence asked for: fromSequence=%d firstArchived=%d",
              fromSequence, firstSequence()));
    }
  }

  /**
   * Reads every byte of every file: frames, footers against frames, digests.
   *
   * @throws ArchiveRefusedException when anything was changed
   * @throws LogIoException when it could not be read
   */
  public void verify() {
    for (ArchivedSegment segment : segments) {
      try (SegmentFile file = files.openForReading(segment.name())) {
        ArchiveCheck.requireSound(file, segment);
      } catch (IOException e) {
        throw new LogIoException("verifying the archive failed: file=" + segment.name(), e);
      }
    }
  }
}
