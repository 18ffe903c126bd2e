package dev.thermograph.wal.recovery;

import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;

/** How recovery opens files: as the system shows them, or as the device has them. */
@FunctionalInterface
interface RecoverySource {

  /** Opens a file for reading. */
  SegmentFile open(SegmentFiles files, String name) throws IOException;
}
