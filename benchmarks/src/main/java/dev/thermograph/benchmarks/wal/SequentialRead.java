package dev.thermograph.benchmarks.wal;

import dev.thermograph.benchmarks.harness.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What would recovery cost if it only had to read the files and compute one checksum?
 *
 * <p>Workload: one call reads the segments of the log that {@link RecoveryScan} recovers, from
 * first to last byte through a direct buffer of 1 MiB, with one CRC-32C over all. The files are in
 * the page cache.
 */
@State(Scope.Benchmark)
public class SequentialRead {
  private static final int BUFFER_BYTES = 1 << 20;

  /** Which log of the workspace. */
  @Param(WalFiles.DENSE)
  public String log = WalFiles.DENSE;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final CRC32C crc = new CRC32C();

  /** For JMH. */
  public SequentialRead() {}

  /** One pass over all files; returns the checksum. */
  @Benchmark
  public long read() throws IOException {
    crc.reset();
    for (Path segment : WalFiles.segments(Workspace.ofFork().resolve(log))) {
      try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
        while (file.read(buffer.clear()) >= 0) {
          crc.update(buffer.flip());
        }
      }
    }
    return crc.getValue();
  }
}
