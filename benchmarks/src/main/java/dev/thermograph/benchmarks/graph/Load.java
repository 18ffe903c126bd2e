package dev.thermograph.benchmarks.graph;

import dev.thermograph.benchmarks.harness.Measurement;
import dev.thermograph.benchmarks.harness.Reported;
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
 * How fast is a graph loaded, and how much heap does it hold on to afterwards?
 *
 * <p>Workload: one call makes an empty database and loads {@link RmatGraph#measured} in
 * transactions of 20,000 nodes or edges, each on the disk before the next begins. An eighth of that
 * was loaded before in another directory, to warm up. Then the garbage is collected until no more
 * is found, and each node is asked for its age and its neighbours. The files stay for the other
 * questions.
 */
@State(Scope.Benchmark)
public class Load {
  private static final int SCALE_OF_WARM_UP = RmatGraph.SCALE_MEASURED - 3;
  private static final double MEGABYTE = 1e6;

  /** What is loaded into. */
  @Param("thermograph")
  public String product = "thermograph";

  private RmatGraph graph = RmatGraph.ofScale(1);
  private @Nullable GraphSide loaded;
  private long heapBefore;

  /** For JMH. */
  public Load() {}

  private Product product() {
    return Product.of(product);
  }

  /** JMH: warms up and makes room. */
  @Setup(Level.Trial)
  public void prepare() {
    graph = RmatGraph.measured();
    heapBefore = RetainedHeap.bytes();
    Directories.remove(Directories.scratch(product()));
    try (GraphSide side = product().open(Directories.scratch(product()))) {
      RmatGraph small = RmatGraph.ofScale(SCALE_OF_WARM_UP);
      Loading.load(side, small);
      Answers.requireAll(side, small);
    }
    Directories.remove(Directories.scratch(product()));
    Directories.remove(Directories.loaded(product()));
  }

  /** One load. */
  @Benchmark
  public GraphSide load() {
    GraphSide side = product().open(Directories.loaded(product()));
    loaded = side;
    Loading.load(side, graph);
    return side;
  }

  /** JMH: says what memory is held, checks what was loaded, closes it. */
  @TearDown(Level.Trial)
  public void finish() {
    try (GraphSide side = Objects.requireNonNull(loaded)) {
      Reported.put(Measurement.HEAP, (RetainedHeap.bytes() - heapBefore) / MEGABYTE);
      Reported.put(Measurement.OFF_HEAP, side.offHeapBytes() / MEGABYTE);
      Answers.requireAll(side, graph);
    }
  }
}
