package dev.thermograph.wal.follow;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.AppendReceipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Another JVM that writes a log until it has a number of records, or is killed. */
final class WriterProcess {
  private static final int GROUP_RECORDS_MAX = 40;

  private WriterProcess() {}

  static Process start(Path directory, long lastSequence) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WriterProcess.class.getName(),
            directory.toString(),
            Long.toString(lastSequence))
        .inheritIO()
        .start();
  }

  /** Appends in groups of changing size; each record names the process that wrote it. */
  public static void main(String[] arguments) {
    long lastSequence = Long.parseLong(arguments[1]);
    long process = ProcessHandle.current().pid();
    LogOptions options =
        LogOptions.defaults()
            .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
            .withTrailerAfter(Duration.ofMillis(1));
    try (WriteAheadLog log = WriteAheadLog.open(Path.of(arguments[0]), options)) {
      AppendReceipt receipt = new AppendReceipt();
      for (int group = 1; log.lastSequence() < lastSequence; group++) {
        int count = 1 + group % GROUP_RECORDS_MAX;
        for (int i = 0; i < count && log.lastSequence() < lastSequence; i++) {
          String text = process + "/" + (log.lastSequence() + 1);
          log.append(1, (byte) 1, LogImage.bytes(text), Durability.sync(), receipt);
        }
        log.awaitDurable(receipt.sequence());
      }
    }
  }
}
