package dev.thermograph.index.lucene.text;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.text.TextIndex;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A text index and a brute-force search of the same instant find the same, with the same scores, at
 * random instants of random histories: with filters, removals, released past and merges.
 */
class TextModelTest {
  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("thermograph.scale"));

  /** About 20 comparisons each. */
  private static final int HISTORIES =
      Integer.getInteger("thermograph.text.histories", NIGHTLY ? 5_000 : 60);

  private static final int STEPS = 60;

  @Test
  void everyInstantIsFoundAsBruteForceFindsIt() {
    run(Long.getLong("thermograph.seed", System.nanoTime()), index -> index);
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedFaultIsFound(PlantedIndex.Fault fault) {
    assertThatThrownBy(() -> run(1, index -> new PlantedIndex(index, fault)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("seed=");
  }

  private static void run(long first, UnaryOperator<TextIndex> wrap) {
    for (long seed = first; seed < first + HISTORIES; seed++) {
      TextScript script = new TextScript(seed);
      try (TextIndex index =
          wrap.apply(
              TextIndexes.open(
                  new IndexFiles.InMemory(), script.schema(), "test", IndexWorkers.inline()))) {
        index.filled();
        for (int step = 0; step < STEPS; step++) {
          script.step(index);
        }
        script.compare(index);
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed=" + seed, failure);
      }
    }
  }
}
