package dev.thermograph.wal.archive;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.error.UnknownFormatVersionException;
import dev.thermograph.wal.format.v1.ArchiveHeader;
import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.ArchiveTail;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What one archive file says of itself, its header, footer and tail having been checked; its frames
 * and its digest have not. Immutable.
 *
 * @param name name of the file
 * @param header what its start says
 * @param tail what its end says
 */
record ArchivedSegment(String name, ArchiveHeader header, ArchiveTail tail) {

  /**
   * Reads and checks header, footer and tail.
   *
   * @throws ArchiveRefusedException when one of them is damaged or cut, or the file is not one
   */
  static ArchivedSegment read(SegmentFiles files, String name, long number) throws IOException {
    try (SegmentFile file = files.openForReading(name)) {
      return read(file, number);
    }
  }

  /** As above, of an open file. */
  static ArchivedSegment read(SegmentFile file, long number) throws IOException {
    ArchivedSegment archived =
        new ArchivedSegment(file.name(), readHeader(file, number), readTail(file));
    new FooterStream(file, archived).requireValid();
    return archived;
  }

  private static ArchiveHeader readHeader(SegmentFile file, long number) throws IOException {
    ByteBuffer buffer = read(file, 0, ArchiveLayout.HEADER_BYTES);
    ArchiveHeader header =
        switch (ArchiveLayout.judgeHeader(buffer)) {
          case FOREIGN -> throw refused("the file does not begin with an archive's magic", file);
          case DAMAGED -> throw refused("the header is damaged", file);
          case UNKNOWN_VERSION ->
              throw new UnknownFormatVersionException(
                  "the archive's format version is not known to this build: file=" + file.name());
          case VALID -> ArchiveLayout.header(buffer);
        };
    if (header.segmentNumber() != number) {
      throw refused(
          Messages.format(
              "the file is named as segment %d and says it is segment %d",
              number, header.segmentNumber()),
          file);
    }
    return header;
  }

  private static ArchiveTail readTail(SegmentFile file) throws IOException {
    long fileBytes = file.lengthBytes();
    ByteBuffer buffer =
        read(file, Math.max(0, fileBytes - ArchiveLayout.TAIL_BYTES), ArchiveLayout.TAIL_BYTES);
    if (!ArchiveLayout.isTail(buffer, fileBytes)) {
      throw refused("the file's end is damaged or missing", file);
    }
    return ArchiveLayout.tail(buffer);
  }

  private static ByteBuffer read(SegmentFile file, long offset, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (file.readFully(buffer, offset) < bytes) {
      throw refused("the file is too short", file);
    }
    return buffer;
  }

  private static ArchiveRefusedException refused(String what, SegmentFile file) {
    return new ArchiveRefusedException(what, file.name());
  }

  /** An exception that names this file. */
  ArchiveRefusedException refused(String what) {
    return new ArchiveRefusedException(what, name);
  }

  /** Number of the segment inside. */
  long number() {
    return header.segmentNumber();
  }

  /**
   * Checks that this file is the one behind another.
   *
   * @throws ArchiveRefusedException when it is not
   */
  void requireFollows(ArchivedSegment before) {
    if (header.logIdHigh() != before.header.logIdHigh()
        || header.logIdLow() != before.header.logIdLow()) {
      throw refused("the archive file belongs to another log than " + before.name);
    }
    if (header.previousSequence() != before.header.lastSequence()
        || header.firstTimestampMicros() < before.header.lastTimestampMicros()
        || !Arrays.equals(header.previousDigest(), before.tail.digest())) {
      throw refused(
          Messages.format(
              "the archive file does not go on where %s ends: previousSequence=%d lastSequence=%d",
              before.name, header.previousSequence(), before.header.lastSequence()));
    }
  }
}
