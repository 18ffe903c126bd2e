package dev.thermograph.benchmarks.graph;

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
 * How long does it take to walk from a node over its outgoing edges to its neighbours?
 *
 * <p>Workload: one thread, random nodes of {@link RmatGraph#measured}, 10 edges each on average;
 * the ids of the neighbours are added up and nothing else of them is read. One view or read
 * transaction that stays open.
 */
@State(Scope.Benchmark)
public class OneHop {
  /** What is walked over. */
  @Param("thermograph")
  public String product = "thermograph";

  private @Nullable LoadedGraph loaded;
  private @Nullable GraphReads reads;
  private @Nullable Questions questions;
  private long count;
  private long sum;

  /** For JMH. */
  public OneHop() {}

  /** JMH: opens the graph. */
  @Setup(Level.Trial)
  public void open() {
    LoadedGraph opened = LoadedGraph.open(Product.of(product));
    loaded = opened;
    reads = opened.side().openReads();
    questions = opened.questionsOfNeighbours();
  }

  /** One hop. */
  @Benchmark
  public long walk() {
    long neighbours = reads().sumOfNeighbours(questions().get(count++));
    sum += neighbours;
    return neighbours;
  }

  /** JMH: checks the answers and closes the graph. */
  @TearDown(Level.Trial)
  public void close() {
    questions().requireSum("sums of neighbours", count, sum);
    reads().close();
    Objects.requireNonNull(loaded).close();
  }

  private GraphReads reads() {
    return Objects.requireNonNull(reads);
  }

  private Questions questions() {
    return Objects.requireNonNull(questions);
  }
}
