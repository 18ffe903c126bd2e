package dev.thermograph.wal.salvage;

import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.format.SegmentNames;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a log's directory holds. */
final class LogPositions {
  private LogPositions() {}

  static long segmentCount(LogImage image) {
    try {
      return image.current().list().stream()
          .filter(name -> SegmentNames.segmentNumber(name).isPresent())
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
