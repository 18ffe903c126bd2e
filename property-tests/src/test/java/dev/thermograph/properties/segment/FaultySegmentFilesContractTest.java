package dev.thermograph.properties.segment;

import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.file.Path;

final class FaultySegmentFilesContractTest extends SegmentFilesContract {
  @Override
  SegmentFiles openEmpty(Path directory) throws IOException {
    return new FaultySegmentFiles(MemorySegmentFiles.create(), FaultPlan.none());
  }
}
