package dev.thermograph.benchmarks.wal;

import dev.thermograph.benchmarks.harness.Figure;
import dev.thermograph.benchmarks.harness.Group;
import dev.thermograph.benchmarks.harness.Measurement;
import dev.thermograph.benchmarks.harness.Plan;
import dev.thermograph.benchmarks.harness.Ratio;
import dev.thermograph.benchmarks.harness.Side;
import dev.thermograph.benchmarks.harness.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The questions about the write-ahead log. <em>Immutable.</em> */
public final class WalGroup implements Group {
  private static final Side BARE_RECORD =
      Side.throughput("bare loop, 256 B", BareSyncedWrite.class, "write", 1).with("bytes", "256");
  private static final Side BARE_BLOCK =
      Side.throughput("bare loop, 4096 B", BareSyncedWrite.class, "write", 1).with("bytes", "4096");
  private static final Side ONE = append("1 appender", 1, WalFiles.PLAIN);
  private static final Side SIXTEEN = append("16 appenders", 16, WalFiles.PLAIN);
  private static final Side SIXTEEN_ENCRYPTED =
      append("16 appenders, encrypted", 16, WalFiles.ENCRYPTED);
  private static final Side SIXTY_FOUR = append("64 appenders", 64, WalFiles.PLAIN);
  private static final Side SCAN_DENSE = scan("recovery, dense log", WalFiles.DENSE);
  private static final Side READ_DENSE = read("sequential read, dense log", WalFiles.DENSE);
  private static final Side SCAN_SYNCED = scan("recovery, log synced per record", WalFiles.SYNCED);
  private static final Side READ_SYNCED =
      read("sequential read, log synced per record", WalFiles.SYNCED);

  private static final String BARE_LOOP = "a bare loop of preallocated 4 KiB write + fdatasync";
  private static final String READ = "a sequential read of the same files with CRC32C";

  private static final Plan PLAN =
      new Plan(
          List.of(
              BARE_RECORD,
              BARE_BLOCK,
              ONE,
              SIXTEEN,
              SIXTEEN_ENCRYPTED,
              SIXTY_FOUR,
              SCAN_DENSE,
              READ_DENSE,
              SCAN_SYNCED,
              READ_SYNCED),
          List.of(
              new Ratio("wal.append.sync.1", ONE, BARE_BLOCK, BARE_LOOP, 0.85),
              new Ratio("wal.append.sync.16", SIXTEEN, ONE, "one appender", 8),
              Ratio.forInformation("wal.append.sync.16.fdatasync", SIXTEEN, BARE_BLOCK, BARE_LOOP),
              Ratio.forInformation(
                  "wal.append.sync.16.encrypted",
                  SIXTEEN_ENCRYPTED,
                  SIXTEEN,
                  "the same unencrypted"),
              new Ratio("wal.recovery.scan", SCAN_DENSE, READ_DENSE, READ, 0.5),
              new Ratio("wal.recovery.scan.sync", SCAN_SYNCED, READ_SYNCED, READ, 0.5)),
          Stream.of(
                  Stream.of(Figure.score("wal.append.sync.64", SIXTY_FOUR)),
                  latencies("wal.append.sync.1", ONE),
                  latencies("wal.append.sync.16", SIXTEEN),
                  Stream.of(
                      Figure.allocation("wal.append.alloc", ONE),
                      Figure.allocation("wal.append.alloc.16", SIXTEEN),
                      Figure.score("wal.fdatasync.4096", BARE_BLOCK),
                      Figure.score("wal.fdatasync.256", BARE_RECORD)),
                  latencies("wal.fdatasync.4096", BARE_BLOCK))
              .flatMap(figures -> figures)
              .toList());

  /** The group; it holds nothing. */
  public WalGroup() {}

  private static Side append(String id, int threads, String payload) {
    return Side.throughput(id, SyncedAppend.class, "append", threads).with("payload", payload);
  }

  private static Side scan(String id, String log) {
    return Side.megabytesPerSecond(id, RecoveryScan.class, "recover", WalFiles.SCANNED_BYTES)
        .with("log", log);
  }

  private static Side read(String id, String log) {
    return Side.megabytesPerSecond(id, SequentialRead.class, "read", WalFiles.SCANNED_BYTES)
        .with("log", log);
  }

  private static Stream<Figure> latencies(String name, Side side) {
    return Stream.of(
        Figure.latency(name + ".p50", side, Measurement.P50),
        Figure.latency(name + ".p99", side, Measurement.P99),
        Figure.latency(name + ".p99.9", side, Measurement.P999));
  }

  @Override
  public String name() {
    return "wal";
  }

  @Override
  public String about() {
    return "the write-ahead log against what the disk gives";
  }

  @Override
  public Plan plan() {
    return PLAN;
  }

  @Override
  public void prepare(Workspace workspace) throws IOException {
    WalFiles.prepare(workspace.directory());
  }
}
