package dev.thermograph.benchmarks.wal;

import dev.thermograph.benchmarks.harness.LatencyRecorder;
import dev.thermograph.benchmarks.harness.Workspace;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * How many commits per second, each waiting until it is on the disk?
 *
 * <p>Workload: records of 256 bytes; each thread appends one, waits until it is durable, appends
 * the next. The log has its default options and has been in use for a while; what it holds is
 * released as it grows, so that its segments are recycled.
 */
public class SyncedAppend {
  private static final int RECORDS_PER_RELEASE = 512;

  /** For JMH. */
  public SyncedAppend() {}

  /** The log that all threads share. */
  @State(Scope.Benchmark)
  public static class OpenLog {
    /** Which log of the workspace. */
    @Param(WalFiles.PLAIN)
    public String payload = WalFiles.PLAIN;

    private @Nullable WriteAheadLog log;
    private @Nullable RetentionFloor floor;

    /** For JMH. */
    public OpenLog() {}

    /** JMH: opens the log where the fork before left it. */
    @Setup(Level.Trial)
    public void open() {
      WriteAheadLog opened =
          WriteAheadLog.open(Workspace.ofFork().resolve(payload), WalFiles.options(payload));
      log = opened;
      floor = opened.retainFrom("benchmark", opened.lastSequence() + 1);
    }

    /** JMH: closes the log in good order. */
    @TearDown(Level.Trial)
    public void close() {
      log().close();
    }

    private WriteAheadLog log() {
      return Objects.requireNonNull(log);
    }

    private RetentionFloor floor() {
      return Objects.requireNonNull(floor);
    }
  }

  /** What one thread appends. */
  @State(Scope.Thread)
  public static class Appender {
    private final ByteBuffer payload = WalFiles.payload(WalFiles.PAYLOAD_BYTES);
    private final AppendReceipt receipt = new AppendReceipt();
    private boolean releases;
    private int unreleasedCount;

    /** For JMH. */
    public Appender() {}

    /** JMH: one of the threads releases what all have appended. */
    @Setup(Level.Trial)
    public void begin(ThreadParams threads) {
      releases = threads.getThreadIndex() == 0;
    }

    private void release(RetentionFloor floor) {
      unreleasedCount++;
      if (releases && unreleasedCount >= RECORDS_PER_RELEASE) {
        unreleasedCount = 0;
        floor.advance(receipt.sequence());
      }
    }
  }

  /** One commit. */
  @Benchmark
  public long append(OpenLog open, Appender appender, LatencyRecorder latency) {
    WriteAheadLog log = open.log();
    AppendReceipt receipt = appender.receipt;
    long startNanos = System.nanoTime();
    log.append(1, (byte) 1, appender.payload, Durability.sync(), receipt);
    log.awaitDurable(receipt.sequence());
    latency.recordSince(startNanos);
    appender.release(open.floor());
    return receipt.sequence();
  }
}
