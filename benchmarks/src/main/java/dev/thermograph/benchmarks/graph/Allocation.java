package dev.thermograph.benchmarks.graph;

import dev.thermograph.benchmarks.harness.AllocationRecorder;
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
 * Does reading make garbage?
 *
 * <p>Workload: one call does what {@link PointRead} and {@link OneHop} do, one after the other.
 */
@State(Scope.Benchmark)
public class Allocation {
  /** What is read from. */
  @Param("thermograph")
  public String product = "thermograph";

  private @Nullable LoadedGraph loaded;
  private @Nullable GraphReads reads;
  private @Nullable Questions ages;
  private @Nullable Questions neighbours;
  private long count;
  private long sumOfAges;
  private long sumOfNeighbours;

  /** For JMH. */
  public Allocation() {}

  /** JMH: opens the graph. */
  @Setup(Level.Trial)
  public void open() {
    LoadedGraph opened = LoadedGraph.open(Product.of(product));
    loaded = opened;
    reads = opened.side().openReads();
    ages = opened.questionsOfAges();
    neighbours = opened.questionsOfNeighbours();
  }

  /** One read and one hop. */
  @Benchmark
  public long readAndWalk(AllocationRecorder recorder) {
    long number = count++;
    sumOfAges += reads().ageOf(Objects.requireNonNull(ages).get(number));
    sumOfNeighbours += reads().sumOfNeighbours(Objects.requireNonNull(neighbours).get(number));
    recorder.count();
    return sumOfNeighbours;
  }

  /** JMH: checks the answers and closes the graph. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(ages).requireSum("ages", count, sumOfAges);
    Objects.requireNonNull(neighbours).requireSum("sums of neighbours", count, sumOfNeighbours);
    reads().close();
    Objects.requireNonNull(loaded).close();
  }

  private GraphReads reads() {
    return Objects.requireNonNull(reads);
  }
}
