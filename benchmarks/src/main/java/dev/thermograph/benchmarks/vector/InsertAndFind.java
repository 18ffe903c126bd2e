package dev.thermograph.benchmarks.vector;

import dev.thermograph.benchmarks.harness.LatencyRecorder;
import dev.thermograph.benchmarks.harness.Workspace;
import dev.thermograph.benchmarks.vector.index.LoadedIndex;
import dev.thermograph.index.VectorHits;
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
 * How long is it from an insert to its being found?
 *
 * <p>Workload: one thread inserts a vector and searches for its nearest, which is the vector
 * itself; as fast as it can, so drains and merges go on behind.
 */
@State(Scope.Benchmark)
public class InsertAndFind {
  /** Of each vector. */
  @Param("128")
  public int dimensions = 128;

  /** How many vectors there are at the beginning. */
  @Param("100000")
  public int count = 100_000;

  private @Nullable LoadedIndex loaded;

  /** For JMH. */
  public InsertAndFind() {}

  /** JMH: opens an index of its own, for it will change. */
  @Setup(Level.Trial)
  public void open() {
    VectorData data = new VectorData(count, dimensions);
    loaded =
        new LoadedIndex(data, Workspace.ofFork().resolve("inserting-" + count + "-" + dimensions));
  }

  /** One insert, and one search that finds it. */
  @Benchmark
  public int insertAndFind(LatencyRecorder latencies) {
    LoadedIndex index = Objects.requireNonNull(loaded);
    long start = System.nanoTime();
    int entity = index.insert();
    VectorHits hits = index.search(index.vector(entity), 1, 40, null);
    latencies.recordSince(start);
    if (hits.entity(0) != entity) {
      throw new IllegalStateException("not found: entity=" + entity);
    }
    return entity;
  }

  /** JMH: closes the index. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(loaded).close();
  }
}
