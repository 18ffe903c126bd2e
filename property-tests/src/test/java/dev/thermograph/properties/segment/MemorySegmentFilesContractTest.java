package dev.thermograph.properties.segment;

import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.file.Path;

final class MemorySegmentFilesContractTest extends SegmentFilesContract {
  @Override
  SegmentFiles openEmpty(Path directory) throws IOException {
    return MemorySegmentFiles.create();
  }
}
