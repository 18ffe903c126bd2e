package dev.thermograph.wal.recovery;

import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.format.SegmentNames;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Waiting for what the log does in its own time. */
final class LogImageAwait {
  private static final long LIMIT_NANOS = 10_000_000_000L;

  private LogImageAwait() {}

  /** Waits until a segment's file has gone, at most 10 s. */
  static void untilGone(LogImage image, long segment) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (isThere(image, segment)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("segment is still there after 10 s: " + segment);
      }
      Thread.onSpinWait();
    }
  }

  private static boolean isThere(LogImage image, long segment) {
    try {
      return image.current().list().contains(SegmentNames.segment(segment));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
