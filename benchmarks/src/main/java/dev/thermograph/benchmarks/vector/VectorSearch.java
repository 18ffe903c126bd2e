package dev.thermograph.benchmarks.vector;

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
 * How many searches for the ten nearest vectors does one thread get done?
 *
 * <p>Workload: {@link VectorData}, all in one graph; each side with the fewest candidates that give
 * a recall of at least 0.95; queries that were made before.
 */
@State(Scope.Benchmark)
public class VectorSearch {
  static final String RECALL = "recall";
  static final String EF = "ef";

  private static final int QUERIES = 1 << 12;

  /** What is searched. */
  @Param("thermograph")
  public String product = "thermograph";

  /** Of each vector. */
  @Param("128")
  public int dimensions = 128;

  /** How many vectors. */
  @Param("100000")
  public int count = 100_000;

  private final float[][] queries = new float[QUERIES][];
  private @Nullable SearchedVectors searched;
  private int next;

  /** For JMH. */
  public VectorSearch() {}

  /** JMH: opens or builds the side. */
  @Setup(Level.Trial)
  public void open() {
    VectorData data = new VectorData(count, dimensions);
    searched = SearchedVectors.open(VectorProduct.of(product), data);
    for (int query = 0; query < QUERIES; query++) {
      queries[query] = data.query(query);
    }
  }

  /** One search. */
  @Benchmark
  public int[] search() {
    SearchedVectors side = Objects.requireNonNull(searched);
    return side.side().search(queries[next++ & (QUERIES - 1)], Truth.K, side.ef());
  }

  /** JMH: closes the side. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(searched).close();
  }
}
