package dev.thermograph.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexMemory;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.VectorStorage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.util.InfoStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RebuildAndCheckTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final IndexTuning EAGER = new IndexTuning(24, 4, 0, false, InfoStream.NO_OUTPUT);
  private static final VectorIndexOptions OPTIONS =
      VectorIndexOptions.of("embedding", 6, VectorMetric.EUCLIDEAN);

  @TempDir private Path directory;

  private final VectorScript script =
      new VectorScript(OPTIONS, SEED, 100, VectorScript.Plant.NOTHING);

  private VectorIndex open(VectorIndexOptions options) {
    return VectorIndexes.open(
        new IndexFiles.InDirectory(directory), options, "acme", IndexWorkers.inline(), EAGER);
  }

  private void change(VectorIndex index, int changes) {
    for (int change = 0; change < changes; change++) {
      script.change(index);
      index.durable(script.sequence());
    }
  }

  @Test
  void anIndexIsRebuiltWhileItIsSearchedAndChanged() throws IOException {
    VectorIndexOptions others = OPTIONS.withStorage(VectorStorage.INT8).withGraph(8, 32);
    try (VectorIndex index = open(OPTIONS)) {
      index.filled();
      change(index, 150);
      index.rebuild(others);
      assertThat(index.isRebuilding()).isTrue();
      assertThat(index.options()).isEqualTo(OPTIONS);
      script.search(index);
      change(index, 20);
      script.search(index);
      script.refill(index, script.sequence());
      assertThat(index.isRebuilding()).isFalse();
      assertThat(index.options()).isEqualTo(others);
      change(index, 50);
      script.search(index);
      assertThat(script.check(index, script.sequence()).problems()).isEmpty();
    }
    assertThat(generations()).containsExactly("g2");
    try (VectorIndex index = open(others)) {
      script.refill(index, script.sequence());
      assertThat(index.memory().tailCount()).isZero();
      script.search(index);
    }
  }

  @Test
  void aRebuildingThatWasNotEndedIsForgotten() throws IOException {
    try (VectorIndex index = open(OPTIONS)) {
      index.filled();
      change(index, 100);
      index.rebuild(OPTIONS.withGraph(8, 32));
      index.rebuild(OPTIONS.withGraph(32, 64));
      change(index, 10);
      script.search(index);
    }
    assertThat(generations()).containsExactly("g1");
    try (VectorIndex index = open(OPTIONS)) {
      script.refill(index, script.sequence());
      assertThat(index.memory().tailCount()).isZero();
    }
  }

  private List<String> generations() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsMissingTooMuchOrDifferentIsSaid() {
    try (VectorIndex index = open(OPTIONS)) {
      index.filled();
      for (int entity = 0; entity < 60; entity++) {
        put(index, entity, entity + 1, entity);
      }
      index.durable(60);
      index.drain();
      put(index, 60, 61, 60);
      IndexCheck sound = check(index, 61, -1, -1, -1);
      assertThat(sound.isSound()).as("%s", sound.problems()).isTrue();
      assertThat(sound.comparedCount()).isEqualTo(61);
      IndexCheck unsound = check(index, 61, 70, 5, 60);
      assertThat(unsound.problems())
          .containsExactlyInAnyOrder(
              "entity 70 is missing: field=embedding",
              "entity 5 should not be there: field=embedding",
              "entity 60 has another vector: field=embedding");
      assertThat(unsound.isSound()).isFalse();
    }
  }

  private static void put(VectorIndex index, int entity, long sequence, int value) {
    index.put(entity, sequence, MemorySegment.ofArray(vector(value)), 0);
  }

  private static float[] vector(int value) {
    return new float[] {value, 1, 2, 3, 4, 5};
  }

  /** Compares with a memory that has one more, one less, and one with another vector. */
  private static IndexCheck check(VectorIndex index, long view, int more, int less, int other) {
    return index.check(
        view,
        visitor -> {
          for (int entity = 0; entity <= 60; entity++) {
            if (entity != less) {
              int value = entity == other ? 99 : entity;
              visitor.visit(entity, MemorySegment.ofArray(vector(value)), 0);
            }
          }
          if (more >= 0) {
            visitor.visit(more, MemorySegment.ofArray(vector(more)), 0);
          }
        });
  }

  @Test
  void whatItTakesIsSaidAndGoesDownWhenTheDeadAreMergedAway() {
    try (VectorIndex index = open(OPTIONS)) {
      index.filled();
      long sequence = 0;
      for (int round = 0; round < 20; round++) {
        for (int entity = 0; entity < 500; entity++) {
          put(index, entity, ++sequence, round);
          index.durable(sequence);
          index.release(sequence);
        }
      }
      index.drain();
      IndexMemory memory = index.memory();
      assertThat(memory.entryCount()).isBetween(500L, 1_200L);
      assertThat(memory.bytesPerVector()).isBetween(24.0, 2_000.0);
      index.compact();
      index.drain();
      IndexMemory compact = index.memory();
      assertThat(compact.entryCount()).isEqualTo(500);
      assertThat(compact.segmentCount()).isEqualTo(1);
      assertThat(compact.diskBytes()).isLessThan(memory.diskBytes());
    }
  }
}
