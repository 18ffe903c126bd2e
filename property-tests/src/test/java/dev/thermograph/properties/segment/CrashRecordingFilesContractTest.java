package dev.thermograph.properties.segment;

import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.file.Path;

final class CrashRecordingFilesContractTest extends SegmentFilesContract {
  @Override
  SegmentFiles openEmpty(Path directory) throws IOException {
    return CrashRecordingFiles.create();
  }
}
