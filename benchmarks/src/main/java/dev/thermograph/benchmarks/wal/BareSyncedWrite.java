package dev.thermograph.benchmarks.wal;

import dev.thermograph.benchmarks.harness.LatencyRecorder;
import dev.thermograph.benchmarks.harness.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does the disk give at best? One positional write and one fdatasync, again and again, by one
 * thread, with no log around it.
 *
 * <p>Workload: one write after the other through a file of 64 MiB whose blocks the file system has
 * given and written before, then again from its start: the best case that a log can have, too.
 */
@State(Scope.Benchmark)
public class BareSyncedWrite {
  /** Length of a write. */
  @Param("4096")
  public int bytes = 4096;

  private ByteBuffer block = ByteBuffer.allocateDirect(0);
  private @Nullable FileChannel channel;
  private long offset;

  /** For JMH. */
  public BareSyncedWrite() {}

  /** Makes the file that is written round and round, where the benchmark looks for it. */
  public static void prepare(Path directory) throws IOException {
    WalFiles.preallocate(directory.resolve(WalFiles.BARE));
  }

  /** JMH: opens the file. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    block = ByteBuffer.allocateDirect(bytes).put(WalFiles.payload(bytes));
    channel = FileChannel.open(Workspace.ofFork().resolve(WalFiles.BARE), StandardOpenOption.WRITE);
  }

  /** JMH: closes the file. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    channel().close();
  }

  private FileChannel channel() {
    return Objects.requireNonNull(channel);
  }

  /** One write and one sync. */
  @Benchmark
  public long write(LatencyRecorder latency) throws IOException {
    FileChannel file = channel();
    long startNanos = System.nanoTime();
    block.clear();
    while (block.hasRemaining()) {
      file.write(block, offset + block.position());
    }
    file.force(false);
    latency.recordSince(startNanos);
    offset = offset + 2L * bytes > WalFiles.BARE_BYTES ? 0 : offset + bytes;
    return offset;
  }
}
