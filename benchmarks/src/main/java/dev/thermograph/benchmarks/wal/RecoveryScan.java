package dev.thermograph.benchmarks.wal;

import dev.thermograph.benchmarks.harness.Workspace;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.recovery.LogRecovery;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import dev.thermograph.wal.segment.IoThread;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * How fast does a log that was not closed become believable again?
 *
 * <p>Workload: one call recovers a whole log of 256 MiB with records of 256 bytes, as opening does:
 * on a thread of the log's own, every frame checked, nothing changed. The files are in the page
 * cache.
 */
@State(Scope.Benchmark)
public class RecoveryScan {
  /** Which log of the workspace. */
  @Param(WalFiles.DENSE)
  public String log = WalFiles.DENSE;

  /** For JMH. */
  public RecoveryScan() {}

  /** One recovery; returns the last sequence found. */
  @Benchmark
  public long recover() {
    Path directory = Workspace.ofFork().resolve(log);
    AtomicLong lastSequence = new AtomicLong();
    IoThread thread =
        new IoThread("thermograph-wal-open", () -> lastSequence.set(recover(directory)));
    thread.start();
    thread.awaitEnd();
    if (lastSequence.get() == 0) {
      throw new IllegalStateException("nothing was recovered", thread.failure().orElse(null));
    }
    return lastSequence.get();
  }

  private static long recover(Path directory) {
    try (SegmentFiles files = DiskSegmentFiles.openReadOnly(directory)) {
      FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, FrameCursor.WINDOW_BYTES_USUAL);
      RecoveredLog recovered = LogRecovery.recover(files, cursor);
      if (recovered.segments().size() != WalFiles.SCANNED_SEGMENTS) {
        throw new IllegalStateException("the log was not recovered to its end: " + recovered);
      }
      return recovered.lastSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
