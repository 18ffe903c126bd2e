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
 * How long does it take to read one property of a node that is found by its unique key?
 *
 * <p>Workload: one thread, random nodes of {@link RmatGraph#measured}, everything in memory, one
 * view or read transaction that stays open.
 */
@State(Scope.Benchmark)
public class PointRead {
  /** What is read from. */
  @Param("thermograph")
  public String product = "thermograph";

  private @Nullable LoadedGraph loaded;
  private @Nullable GraphReads reads;
  private @Nullable Questions questions;
  private long count;
  private long sum;

  /** For JMH. */
  public PointRead() {}

  /** JMH: opens the graph. */
  @Setup(Level.Trial)
  public void open() {
    LoadedGraph opened = LoadedGraph.open(Product.of(product));
    loaded = opened;
    reads = opened.side().openReads();
    questions = opened.questionsOfAges();
  }

  /** One read. */
  @Benchmark
  public int read() {
    int age = reads().ageOf(questions().get(count++));
    sum += age;
    return age;
  }

  /** JMH: checks the answers and closes the graph. */
  @TearDown(Level.Trial)
  public void close() {
    questions().requireSum("ages", count, sum);
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
