package dev.thermograph.engine.internal.snapshot;

import static dev.thermograph.engine.internal.snapshot.SnapshotLayout.*;

import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads a snapshot file for its own sake. What its bytes mean is not looked at; that is the
 * loader's business. <em>Stateless.</em>
 */
final class SnapshotCopy {
  private SnapshotCopy() {}

  /** Compares each block with its checksum and the whole with its digest. */
  static void verify(SnapshotInput input, Progress progress, Cancellation cancellation)
      throws IOException {
    long left = input.remainingBytes() - DIGEST_BYTES - Long.BYTES;
    if (left < 0) {
      throw input.damaged("ends too early");
    }
    while (left > 0) {
      int part = (int) Math.min(left, PAYLOAD_BYTES_MAX);
      input.skip(part);
      left -= part;
      cancellation.check();
      progress.report(ProgressPhase.VERIFY, input.readBytes(), input.lengthBytes());
    }
    input.requireDigest();
    if (input.readLong() != END_MAGIC || input.remainingBytes() != 0) {
      throw input.damaged("does not end where it says");
    }
  }

  /** Writes the same bytes into another file and syncs it; what they are is not looked at. */
  static void copy(
      SegmentFile source, SegmentFile target, Progress progress, Cancellation cancellation)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BLOCK_BYTES);
    long length = source.lengthBytes();
    long done = 0;
    while (done < length) {
      int count = source.readFully(buffer.clear(), done);
      if (count == 0) {
        throw new IOException("became shorter while it was copied: file=" + source.name());
      }
      target.writeFully(buffer.flip(), done);
      done += count;
      cancellation.check();
      progress.report(ProgressPhase.WRITE, done, length);
    }
    target.syncWithMetadata();
  }
}
