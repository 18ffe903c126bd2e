package dev.thermograph.benchmarks.vector;

import dev.thermograph.benchmarks.harness.Reported;
import dev.thermograph.benchmarks.harness.Workspace;
import dev.thermograph.benchmarks.vector.index.LoadedIndex;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.roaringbitmap.RoaringBitmap;

/**
 * What does a filter cost, at the index's own {@code efSearch}?
 *
 * <p>Workload: as {@link VectorSearch}, ours only; the filter accepts a random part of the vectors,
 * the same for each search. Each search must come back with ten.
 */
@State(Scope.Benchmark)
public class FilteredSearch {
  static final String BYTES_PER_VECTOR = "bytesPerVector";

  private static final int QUERIES = 1 << 12;
  private static final int ALL = 100;
  private static final int EF = VectorIndexOptions.of("any", 2, VectorMetric.COSINE).efSearch();

  /** Of each vector. */
  @Param("128")
  public int dimensions = 128;

  /** How many vectors. */
  @Param("100000")
  public int count = 100_000;

  /** How many of a hundred the filter accepts; 100 is no filter. */
  @Param("100")
  public int percent = ALL;

  private final float[][] queries = new float[QUERIES][];
  private @Nullable LoadedIndex loaded;
  private @Nullable EntityFilter filter;
  private int next;

  /** For JMH. */
  public FilteredSearch() {}

  /** JMH: opens or builds the index. */
  @Setup(Level.Trial)
  public void open() {
    VectorData data = new VectorData(count, dimensions);
    String name = VectorProduct.THERMOGRAPH.id() + "-" + count + "-" + dimensions;
    LoadedIndex index = new LoadedIndex(data, Workspace.ofFork().resolve(name));
    loaded = index;
    filter = percent == ALL ? null : EntityFilter.of(part());
    for (int query = 0; query < QUERIES; query++) {
      queries[query] = data.query(query);
    }
    Reported.put(BYTES_PER_VECTOR, index.index().memory().bytesPerVector());
    Reported.put(VectorSearch.RECALL, recall(index, data));
  }

  private RoaringBitmap part() {
    SplittableRandom random = new SplittableRandom(percent);
    RoaringBitmap part = new RoaringBitmap();
    for (int entity = 0; entity < count; entity++) {
      if (random.nextInt(ALL) < percent) {
        part.add(entity);
      }
    }
    return part;
  }

  /** Without the filter. */
  private static double recall(LoadedIndex index, VectorData data) {
    VectorSide side =
        new VectorSide() {
          @Override
          public int[] search(float[] query, int k, int ef) {
            VectorHits hits = index.search(query, k, ef, null);
            int[] entities = new int[hits.size()];
            for (int hit = 0; hit < entities.length; hit++) {
              entities[hit] = hits.entity(hit);
            }
            return entities;
          }

          @Override
          public void close() {}
        };
    return Truth.read(data, Workspace.ofFork()).recall(side, data, EF);
  }

  /** One search. */
  @Benchmark
  public VectorHits search() {
    VectorHits hits =
        Objects.requireNonNull(loaded).search(queries[next++ & (QUERIES - 1)], Truth.K, EF, filter);
    if (hits.size() != Truth.K) {
      throw new IllegalStateException("came back short: hits=" + hits.size());
    }
    return hits;
  }

  /** JMH: closes the index. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(loaded).close();
  }
}
