package dev.thermograph.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.VectorRules;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** What no view can see any more is forgotten as fast as it comes, however much that is. */
final class ForgottenEntriesTest {
  private static final int DIMENSIONS = 4;
  private static final int ROUNDS = 40;
  private static final int CHANGED = 1_000;

  @Test
  void whatEndsIsForgottenAsFastAsItEnds() {
    MemorySegment vector = MemorySegment.ofArray(new byte[DIMENSIONS * Float.BYTES]);
    try (VectorIndex index =
        VectorIndexes.open(
            new IndexFiles.InMemory(),
            VectorIndexOptions.of("embedding", DIMENSIONS, VectorMetric.EUCLIDEAN),
            "acme",
            IndexWorkers.inline())) {
      index.filled();
      for (int round = 1; round <= ROUNDS; round++) {
        for (int entity = 0; entity < CHANGED; entity++) {
          vector.set(VectorRules.COMPONENT, 0, (float) entity + round);
          index.put(entity, round, vector, 0);
        }
        index.release(round);
        index.durable(round);
      }
      index.compact();
      assertThat(index.memory().entryCount()).isLessThanOrEqualTo(2L * CHANGED);
    }
  }
}
