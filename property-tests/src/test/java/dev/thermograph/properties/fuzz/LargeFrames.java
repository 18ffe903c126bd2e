package dev.thermograph.properties.fuzz;

import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.recovery.LogRecovery;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A process with little memory that recovers a segment whose frames claim more and more bytes. */
final class LargeFrames {
  private static final int SEGMENT_BYTES = 256 << 20;
  private static final long EPOCH = 99;
  private static final int[] CLAIMED_MEGABYTES = {10, 20, 28, 33, 38, 42, 45, 47};

  private LargeFrames() {}

  /** Ends with 0 when recovery came to an end. */
  public static void main(String[] arguments) throws IOException {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    try (SegmentFile file = files.create(SegmentNames.segment(1))) {
      ByteBuffer block =
          ByteBuffer.allocate(FrameLayout.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      SegmentHeaderLayout.put(
          block, new SegmentHeader(1, 2, 1, SEGMENT_BYTES, EPOCH, new byte[32]));
      file.writeFully(block, 0);
      int at = SegmentHeaderLayout.FIRST_FRAME_OFFSET;
      for (int megabytes : CLAIMED_MEGABYTES) {
        ByteBuffer frame =
            ByteBuffer.allocate(FrameLayout.HEADER_BYTES + 8).order(ByteOrder.LITTLE_ENDIAN);
        FrameLayout.putHeader(frame, 0, FrameType.DATA, 0, 1, 1, 1, (byte) 1, 0);
        frame.putInt(Integer.BYTES, megabytes << 20);
        FrameLayout.stamp(frame, 0, EPOCH, 0);
        file.writeFully(frame, at);
        at += FrameLayout.BLOCK_BYTES;
      }
      file.writeFully(ByteBuffer.wrap(new byte[] {1}), SEGMENT_BYTES - 1L);
    }
    try {
      LogRecovery.recover(
          files, new FrameCursor(FrameCheck.CHECKSUM, FrameCursor.WINDOW_BYTES_USUAL));
    } catch (ThermographException e) {
      return; // refused by type, as it may be
    }
  }
}
