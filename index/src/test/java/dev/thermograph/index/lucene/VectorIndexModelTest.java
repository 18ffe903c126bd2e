package dev.thermograph.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.SearchStrategy;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.VectorStorage;
import dev.thermograph.index.error.ViewReleasedException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.lucene.util.InfoStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is put, removed, released, drained and merged: a search finds as many as there are, only
 * what is visible and accepted, in order, and nearly always the nearest.
 */
final class VectorIndexModelTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CASES =
      Integer.getInteger(
          "thermograph.vector.cases",
          "nightly".equals(System.getProperty("thermograph.scale")) ? 100_000 : 1_000);
  private static final int PLANTED_CASES_MAX = 50;
  private static final List<VectorMetric> METRICS = List.of(VectorMetric.values());
  private static final List<VectorStorage> STORAGES = List.of(VectorStorage.values());

  /** Graphs from a few vectors on, and walks even where comparing would be cheaper. */
  private static final IndexTuning EAGER = new IndexTuning(24, 4, 0, false, InfoStream.NO_OUTPUT);

  private final Map<SearchStrategy, Integer> strategies = new EnumMap<>(SearchStrategy.class);
  private double recallSum;

  @Test
  void searchesAreCompleteAtEveryRetainedSequenceUnderEveryFilter() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      runCase(seed, VectorScript.Plant.NOTHING);
    }
    assertThat(recallSum / CASES).as("recall; ways taken: %s", strategies).isGreaterThan(0.95);
    assertThat(strategies)
        .containsKeys(SearchStrategy.GRAPH, SearchStrategy.FILTERED_GRAPH, SearchStrategy.EXACT);
  }

  @Test
  void whatIsWrongOnPurposeIsFoundOut() {
    for (VectorScript.Plant plant : VectorScript.Plant.values()) {
      if (plant != VectorScript.Plant.NOTHING) {
        assertThat(isFoundOut(plant)).as("%s", plant).isTrue();
      }
    }
  }

  private boolean isFoundOut(VectorScript.Plant plant) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + PLANTED_CASES_MAX; seed++) {
      try {
        runCase(seed, plant);
      } catch (AssertionError | ViewReleasedException e) {
        return true;
      }
    }
    return false;
  }

  private void runCase(long seed, VectorScript.Plant plant) {
    SplittableRandom random = new SplittableRandom(~seed);
    VectorMetric metric = METRICS.get(random.nextInt(METRICS.size()));
    VectorStorage storage =
        random.nextInt(3) > 0
            ? VectorStorage.FLOAT32
            : STORAGES.get(random.nextInt(STORAGES.size()));
    VectorIndexOptions options =
        new VectorIndexOptions(
            "embedding", random.nextInt(2, 20), metric, storage, 4, 16, random.nextInt(5, 40));
    VectorScript script = new VectorScript(options, seed, random.nextInt(5, 150), plant);
    try (VectorIndex index =
        VectorIndexes.open(
            new IndexFiles.InMemory(), options, "acme", IndexWorkers.inline(), EAGER)) {
      index.filled();
      int changes = random.nextInt(20, 140);
      for (int change = 0; change < changes; change++) {
        script.change(index);
        if (random.nextInt(8) == 0) {
          index.durable(script.sequence() - random.nextInt(3));
        }
        if (random.nextInt(40) == 0) {
          index.drain();
        }
        if (random.nextInt(30) == 0) {
          script.release(index);
        }
        if (random.nextInt(10) == 0) {
          script.search(index);
        }
      }
      index.durable(script.sequence());
      index.drain();
      script.search(index);
      if (plant == VectorScript.Plant.NOTHING) {
        long view = random.nextLong(script.horizon(), script.sequence() + 1);
        IndexCheck check = script.check(index, view);
        assertThat(check.problems()).as("seed=%d view=%d", seed, view).isEmpty();
      }
    }
    recallSum += script.recall();
    script.strategies().forEach((way, count) -> strategies.merge(way, count, Integer::sum));
  }
}
