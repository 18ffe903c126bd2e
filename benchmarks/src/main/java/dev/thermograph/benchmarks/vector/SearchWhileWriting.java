package dev.thermograph.benchmarks.vector;

import dev.thermograph.benchmarks.harness.LatencyRecorder;
import dev.thermograph.benchmarks.harness.Workspace;
import dev.thermograph.benchmarks.vector.index.LoadedIndex;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.VectorHits;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a search notice of writers?
 *
 * <p>Workload: one thread searches for so many seconds, pausing a millisecond between two searches,
 * while another inserts at a fixed rate, or not at all; drains and merges go on behind. The index
 * begins with all vectors in one segment.
 */
@State(Scope.Benchmark)
public class SearchWhileWriting {
  private static final int QUERIES = 1 << 12;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final long SECOND_NANOS = 1_000_000_000;

  /** Of each vector. */
  @Param("128")
  public int dimensions = 128;

  /** How many vectors there are at the beginning. */
  @Param("100000")
  public int count = 100_000;

  /** Inserts per second. */
  @Param("0")
  public int rate = 0;

  /** How long. */
  @Param("120")
  public int seconds = 120;

  private final float[][] queries = new float[QUERIES][];
  private final AtomicLong published = new AtomicLong();
  private @Nullable LoadedIndex loaded;
  private @Nullable Thread writer;
  private volatile boolean stopped;

  /** For JMH. */
  public SearchWhileWriting() {}

  /** JMH: opens a copy of the index, for it will change. */
  @Setup(Level.Trial)
  public void open() {
    VectorData data = new VectorData(count, dimensions);
    Path directory = Workspace.ofFork().resolve("writing-" + count + "-" + dimensions + "-" + rate);
    LoadedIndex index = new LoadedIndex(data, directory);
    loaded = index;
    for (int query = 0; query < QUERIES; query++) {
      queries[query] = data.query(query);
    }
    published.set(count);
    for (int query = 0; query < QUERIES; query++) {
      search(query);
    }
    if (rate > 0) {
      writer = Thread.ofPlatform().name("writer").start(() -> write(index));
    }
  }

  private void write(LoadedIndex index) {
    long start = System.nanoTime();
    for (long done = 0; !stopped; done++) {
      long wait = start + done * SECOND_NANOS / rate - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      published.set(index.insert() + 1L);
    }
  }

  private VectorHits search(int query) {
    LoadedIndex index = Objects.requireNonNull(loaded);
    return index
        .index()
        .search(
            queries[query & (QUERIES - 1)], Truth.K, published.get(), SearchOptions.DEFAULT, null);
  }

  /** All searches. */
  @Benchmark
  public long searchOn(LatencyRecorder latencies) {
    long end = System.nanoTime() + seconds * SECOND_NANOS;
    long sum = 0;
    int query = 0;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      sum += search(query++).size();
      latencies.recordSince(start);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return sum;
  }

  /** JMH: ends writing and closes the index. */
  @TearDown(Level.Trial)
  public void close() throws InterruptedException {
    stopped = true;
    if (writer != null) {
      writer.join();
    }
    LoadedIndex index = Objects.requireNonNull(loaded);
    if (index.index().state() != IndexState.READY) {
      throw new IllegalStateException("the index failed");
    }
    index.close();
  }
}
