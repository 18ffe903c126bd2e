package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.SegmentHeaders;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TrailerTest {
  private static final int SEGMENT_BYTES = 64 * 1024;
  private static final long TRAILER_AFTER_NANOS = 1_000_000;

  private final CrashRecordingFiles files = CrashRecordingFiles.create();
  private long nanos;

  /**
   * Found by the explorer of damages: a record that nobody had asked to sync was written behind a
   * synced one, became durable with the trailer, and was reported as durable, while the trailer
   * itself said that only what stood before the record was durable. Damage to the record then
   * passed for a torn tail.
   */
  @Test
  void trailerProvesAlsoWhatNobodyAskedToSync() throws IOException {
    SteppedLog log = open();
    append(log, 0);
    append(log, Long.MAX_VALUE);
    nanos += 2 * TRAILER_AFTER_NANOS;

    turnUntilIdle(log);

    assertThat(log.durableSequence()).isEqualTo(2);
    assertThat(lastFrame().type()).isEqualTo(FrameType.TRAILER);
    assertThat(lastFrame().syncedUpTo()).isEqualTo(lastFrame().position());
  }

  private SteppedLog open() throws IOException {
    LogClock clock =
        new LogClock() {
          @Override
          public long epochMicros() {
            return 1;
          }

          @Override
          public long nanoTime() {
            return nanos;
          }
        };
    GroupCommitOptions options =
        new GroupCommitOptions(8192, 1024, 0, 4096, TRAILER_AFTER_NANOS, 0, clock);
    FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, SEGMENT_BYTES);
    return SteppedLog.open(files, cursor, SEGMENT_BYTES, new SplittableRandom(1), options);
  }

  private static void append(SteppedLog log, long syncWithinNanos) {
    log.append(1, (byte) 1, ByteBuffer.allocate(100), syncWithinNanos, new AppendReceipt());
    assertThat(log.turn()).isTrue();
  }

  private static void turnUntilIdle(SteppedLog log) {
    while (log.turn()) {
      assertThat(log.lastSequence()).isEqualTo(2);
    }
  }

  private FrameCursor lastFrame() throws IOException {
    FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, SEGMENT_BYTES);
    try (SegmentFile file = files.openForReading(SegmentNames.segment(1))) {
      cursor.open(file, SegmentHeaders.read(file, 1).orElseThrow());
      while (cursor.next()) {
        assertThat(cursor.segmentNumber()).isEqualTo(1);
      }
    }
    return cursor;
  }
}
