package dev.thermograph.benchmarks.graph.growth;

import dev.thermograph.benchmarks.graph.Directories;
import dev.thermograph.benchmarks.graph.RetainedHeap;
import dev.thermograph.benchmarks.harness.Latencies;
import dev.thermograph.benchmarks.harness.Measurement;
import dev.thermograph.benchmarks.harness.Reported;
import dev.thermograph.benchmarks.harness.Workspace;
import dev.thermograph.engine.report.MemoryReport;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How fast does a graph grow from nothing with nothing configured, and what does a reader notice?
 *
 * <p>Workload: one thread commits 1,000 nodes with two edges each, durably, and the next when that
 * is done, see {@link GrowingGraph}; another reads, see {@link GrowthReader}. A smaller graph grew
 * elsewhere before, to warm up. Afterwards the memory is asked for and everything is counted.
 */
@State(Scope.Benchmark)
public class Growth {
  static final String POINT_READ = "graph.growth.point-read";
  static final String HOP = "graph.growth.hop1";
  static final String COMMIT = "graph.growth.commit";
  static final String FILES = "files";

  private static final int NODES_OF_WARM_UP = 100_000;
  private static final double MEGABYTE = 1e6;

  /** To so many it grows. */
  @Param("10000000")
  public int nodes = 10_000_000;

  private @Nullable GrowingGraph graph;
  private long heapBefore;

  /** For JMH. */
  public Growth() {}

  private static Path directory() {
    return Workspace.ofFork().resolve("growth");
  }

  /** JMH: warms up and makes room. */
  @Setup(Level.Trial)
  public void prepare() {
    heapBefore = RetainedHeap.bytes();
    Directories.remove(directory());
    try (GrowingGraph small = new GrowingGraph(directory())) {
      grow(small, Math.min(nodes, NODES_OF_WARM_UP));
    }
    Directories.remove(directory());
    graph = new GrowingGraph(directory());
  }

  /** The growth. */
  @Benchmark
  public long grow() {
    grow(Objects.requireNonNull(graph), nodes);
    return nodes;
  }

  private static void grow(GrowingGraph graph, int nodes) {
    Latencies commits = new Latencies();
    GrowthReader reader = new GrowthReader(graph.tenant(), graph::nodeCount);
    FutureTask<Void> reading = new FutureTask<>(reader, null);
    new Thread(reading, "growth-reader").start();
    try {
      graph.growTo(nodes, commits);
    } finally {
      reader.stop();
    }
    await(reading);
    reader.pointReads().report(POINT_READ);
    reader.hops().report(HOP);
    commits.report(COMMIT);
  }

  private static void await(FutureTask<Void> reading) {
    try {
      reading.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the reader failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the reader ended", e);
    }
  }

  /** JMH: says what memory is held, counts everything, closes it. */
  @TearDown(Level.Trial)
  public void finish() {
    try (GrowingGraph grown = Objects.requireNonNull(graph)) {
      MemoryReport memory = grown.memory();
      Reported.put(Measurement.HEAP, (RetainedHeap.bytes() - heapBefore) / MEGABYTE);
      Reported.put(Measurement.OFF_HEAP, memory.offHeapBytes() / MEGABYTE);
      Reported.put(FILES, memory.fileBytes() / MEGABYTE);
      grown.requireAll();
    }
    Directories.remove(directory());
  }
}
