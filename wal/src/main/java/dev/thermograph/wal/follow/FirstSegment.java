package dev.thermograph.wal.follow;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.SegmentHeaders;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Finds the segment in which a sequence is or will be, by the STARTs of all. Stateless. */
final class FirstSegment {
  private FirstSegment() {}

  /**
   * The segment to begin with, or empty when there is no log yet.
   *
   * @throws RecordsReleasedException when the sequence lies before the first segment
   */
  static OptionalLong find(SegmentFiles files, long fromSequence) throws IOException {
    TreeSet<Long> numbers = new TreeSet<>();
    for (String name : files.list()) {
      SegmentNames.segmentNumber(name).ifPresent(numbers::add);
    }
    OptionalLong firstRetained = OptionalLong.empty();
    for (long number : numbers.descendingSet()) {
      OptionalLong sequenceBefore = sequenceBefore(files, number);
      if (sequenceBefore.isPresent() && sequenceBefore.getAsLong() < fromSequence) {
        return OptionalLong.of(number);
      }
      firstRetained = sequenceBefore.isPresent() ? sequenceBefore : firstRetained;
    }
    if (firstRetained.isPresent()) {
      throw new RecordsReleasedException(
          Messages.format(
              "the log begins behind the sequence asked for: fromSequence=%d firstRetained=%d",
              fromSequence, firstRetained.getAsLong() + 1));
    }
    return OptionalLong.empty();
  }

  /** What a segment's START says; empty when it has none, or its file has just gone. */
  private static OptionalLong sequenceBefore(SegmentFiles files, long number) throws IOException {
    try (SegmentFile file = files.openForReading(SegmentNames.segment(number))) {
      Optional<SegmentHeader> header = SegmentHeaders.read(file, number);
      if (header.isEmpty()) {
        return OptionalLong.empty();
      }
      FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, FrameLayout.BLOCK_BYTES);
      cursor.open(file, header.get());
      return cursor.next() && cursor.type() == FrameType.START
          ? OptionalLong.of(cursor.sequence())
          : OptionalLong.empty();
    } catch (NoSuchFileException | LogCorruptedException e) {
      return OptionalLong.empty(); // released, and perhaps already being used again
    }
  }
}
