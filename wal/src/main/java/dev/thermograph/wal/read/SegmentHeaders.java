package dev.thermograph.wal.read;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.ForeignFileException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.UnknownFormatVersionException;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads the first block of segment files and refuses what is not this format's. Stateless. */
public final class SegmentHeaders {
  private SegmentHeaders() {}

  /**
   * The header of a file, or empty when it is ours but damaged.
   *
   * @throws ForeignFileException when the file is something else
   * @throws UnknownFormatVersionException when a newer build wrote it
   * @throws LogCorruptedException when header and file contradict each other
   */
  public static Optional<SegmentHeader> read(SegmentFile file, long segmentNumber)
      throws IOException {
    ByteBuffer block =
        ByteBuffer.allocate(SegmentHeaderLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (file.readFully(block, 0) < SegmentHeaderLayout.HEADER_BYTES) {
      throw damaged("the file is shorter than a segment's header", file);
    }
    return switch (SegmentHeaderLayout.judge(block)) {
      case FOREIGN ->
          throw new ForeignFileException(
              "the file does not begin with a segment's magic: file=" + file.name());
      case UNKNOWN_VERSION ->
          throw new UnknownFormatVersionException(
              Messages.format(
                  "the file has format version %d, this build knows %d: file=%s",
                  SegmentHeaderLayout.version(block), SegmentHeaderLayout.VERSION, file.name()));
      case DAMAGED -> Optional.empty();
      case VALID ->
          Optional.of(requireConsistent(SegmentHeaderLayout.get(block), file, segmentNumber));
    };
  }

  private static SegmentHeader requireConsistent(
      SegmentHeader header, SegmentFile file, long segmentNumber) throws IOException {
    if (header.segmentNumber() != segmentNumber) {
      throw damaged(
          Messages.format(
              "the file is named as segment %d and says it is segment %d",
              segmentNumber, header.segmentNumber()),
          file);
    }
    if (file.lengthBytes() < header.segmentBytes()) {
      throw damaged(
          Messages.format("the file has %d bytes of %d", file.lengthBytes(), header.segmentBytes()),
          file);
    }
    return header;
  }

  private static LogCorruptedException damaged(String what, SegmentFile file) {
    return new LogCorruptedException(what, file.name(), 0, 0, 0);
  }
}
