package dev.thermograph.properties.segment;

import dev.thermograph.wal.segment.DiskSegmentFiles;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.file.Path;

final class DiskSegmentFilesContractTest extends SegmentFilesContract {
  @Override
  SegmentFiles openEmpty(Path directory) throws IOException {
    return DiskSegmentFiles.open(directory);
  }
}
