package dev.thermograph.wal.archive;

import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.format.v1.ArchiveHeader;
import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** Reads every byte of an archive file and believes none before. Stateless. */
final class ArchiveCheck {
  private static final int DIGEST_WINDOW_BYTES = 256 * 1024;

  private ArchiveCheck() {}

  /**
   * Checks frames, footer against frames, and digest.
   *
   * @throws ArchiveRefusedException when one of them is wrong
   */
  static void requireSound(SegmentFile file, ArchivedSegment archived) throws IOException {
    requireIndexed(file, archived);
    requireDigest(file, archived);
  }

  /** Walks all frames and makes the footer anew: it must come out the same. */
  private static void requireIndexed(SegmentFile file, ArchivedSegment archived)
      throws IOException {
    ArchivedFrames frames = new ArchivedFrames(file, archived, FrameCursor.WINDOW_BYTES_USUAL);
    TenantIndex index = new TenantIndex();
    while (frames.next()) {
      if (frames.cursor().type() == FrameType.DATA) {
        index.add(frames.cursor().tenant(), frames.cursor().frameOffset());
      }
    }
    index.writeTo(_ -> {});
    if (index.crc() != archived.tail().footerCrc()
        || index.lengthBytes() != archived.tail().footerBytes()) {
      throw archived.refused("the footer does not list exactly the file's records");
    }
  }

  private static void requireDigest(SegmentFile file, ArchivedSegment archived) throws IOException {
    MessageDigest digest = Digests.sha256();
    long end =
        archived.tail().footerOffset()
            + archived.tail().footerBytes()
            + ArchiveLayout.DIGEST_OFFSET;
    ByteBuffer window = ByteBuffer.allocate((int) Math.min(DIGEST_WINDOW_BYTES, end));
    for (long at = 0; at < end; at += window.limit()) {
      window.clear().limit((int) Math.min(window.capacity(), end - at));
      if (file.readFully(window, at) < window.limit()) {
        throw archived.refused("the file is too short");
      }
      digest.update(window.flip());
    }
    if (!Arrays.equals(digest.digest(), archived.tail().digest())) {
      throw archived.refused("the file was changed: its digest does not match");
    }
  }

  /**
   * Checks that a file is the archive of a segment, frame by frame and byte by byte.
   *
   * @throws ArchiveRefusedException when it is not
   */
  static void requireArchiveOf(SealedSegment segment, SegmentFile file, ArchivedSegment archived)
      throws IOException {
    ArchiveHeader expected = ArchiveFileWriter.header(segment, archived.header().previousDigest());
    ByteBuffer expectedBytes = headerBytes(expected);
    if (expectedBytes.mismatch(headerBytes(archived.header())) >= 0) {
      throw archived.refused("the archive file's header does not match its segment");
    }
    segment.rewind();
    ArchivedFrames frames = new ArchivedFrames(file, archived, FrameCursor.WINDOW_BYTES_USUAL);
    while (segment.next()) {
      if (!frames.next() || !areSameFrame(segment.cursor(), frames.cursor())) {
        throw archived.refused(
            "a frame does not match the segment's: sequence=" + segment.cursor().sequence());
      }
    }
    if (frames.next()) {
      throw archived.refused("the archive file holds more than its segment");
    }
    requireSound(file, archived);
  }

  private static ByteBuffer headerBytes(ArchiveHeader header) {
    ByteBuffer buffer =
        ByteBuffer.allocate(ArchiveLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ArchiveLayout.putHeader(buffer, header);
    return buffer;
  }

  private static boolean areSameFrame(FrameCursor one, FrameCursor other) {
    return ArchiveFileWriter.frameBytes(one).equals(ArchiveFileWriter.frameBytes(other));
  }
}
