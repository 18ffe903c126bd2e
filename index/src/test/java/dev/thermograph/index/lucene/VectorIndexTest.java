package dev.thermograph.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.error.IndexClosedException;
import dev.thermograph.index.error.IndexNotReadyException;
import dev.thermograph.index.error.ViewReleasedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.lucene.util.InfoStream;
import org.junit.jupiter.api.Test;

final class VectorIndexTest {
  private static final VectorIndexOptions OPTIONS =
      VectorIndexOptions.of("embedding", 3, VectorMetric.EUCLIDEAN);

  private static VectorIndex open(VectorIndexOptions options, IndexTuning tuning) {
    return VectorIndexes.open(
        new IndexFiles.InMemory(), options, "acme", IndexWorkers.inline(), tuning);
  }

  private static VectorIndex ready() {
    VectorIndex index = open(OPTIONS, IndexTuning.MEASURED);
    index.filled();
    return index;
  }

  private static void put(VectorIndex index, int entity, long sequence, float... vector) {
    index.put(entity, sequence, MemorySegment.ofArray(vector), 0);
  }

  private static VectorHits nearest(VectorIndex index, long view, float... query) {
    return index.search(query, 10, view, SearchOptions.DEFAULT, null);
  }

  @Test
  void theLastOfSeveralChangesAtOneSequenceCounts() {
    try (VectorIndex index = ready()) {
      put(index, 7, 1, 1, 0, 0);
      put(index, 7, 1, 2, 0, 0);
      put(index, 8, 1, 9, 0, 0);
      index.remove(8, 1);
      put(index, 9, 1, 5, 0, 0);
      index.remove(9, 1);
      put(index, 9, 1, 6, 0, 0);
      for (int drains = 0; drains < 2; drains++) {
        VectorHits hits = nearest(index, 1, 2, 0, 0);
        assertThat(hits.size()).isEqualTo(2);
        assertThat(hits.entity(0)).isEqualTo(7);
        assertThat(hits.distance(0)).isZero();
        assertThat(hits.entity(1)).isEqualTo(9);
        assertThat(hits.distance(1)).isEqualTo(4);
        index.durable(1);
        index.drain();
      }
    }
  }

  @Test
  void equallyNearOnesComeByTheirNumbers() {
    try (VectorIndex index = ready()) {
      for (int entity = 20; entity >= 0; entity--) {
        put(index, entity, 21 - entity, 1, 1, 1);
        if (entity % 2 == 0) {
          index.durable(21 - entity);
          index.drain();
        }
      }
      VectorHits hits = nearest(index, 21, 0, 0, 0);
      for (int hit = 0; hit < 10; hit++) {
        assertThat(hits.entity(hit)).isEqualTo(hit);
        assertThat(hits.from(hit)).isEqualTo(21 - hit);
      }
    }
  }

  @Test
  void searchesBeforeItIsFilledBelowTheHorizonAndAfterClosingAreRefused() {
    VectorIndex index = open(OPTIONS, IndexTuning.MEASURED);
    assertThat(index.state()).isEqualTo(IndexState.FILLING);
    assertThatThrownBy(() -> nearest(index, 1, 0, 0, 0)).isInstanceOf(IndexNotReadyException.class);
    index.filled();
    index.release(5);
    assertThatThrownBy(() -> nearest(index, 4, 0, 0, 0))
        .isInstanceOf(ViewReleasedException.class)
        .hasMessage("the view is no longer searchable: field=embedding view=4 horizon=5");
    assertThatThrownBy(() -> nearest(index, 5, 0, 0)).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> index.search(new float[3], 0, 5, SearchOptions.DEFAULT, null))
        .isInstanceOf(InvalidArgumentException.class);
    index.close();
    index.close();
    assertThat(index.state()).isEqualTo(IndexState.CLOSED);
    assertThatThrownBy(() -> nearest(index, 5, 0, 0, 0)).isInstanceOf(IndexClosedException.class);
  }

  @Test
  void vectorsMayHave4096Dimensions() {
    VectorIndexOptions options = VectorIndexOptions.of("long", 4_096, VectorMetric.COSINE);
    SplittableRandom random = new SplittableRandom(1);
    try (VectorIndex index = open(options, IndexTuning.MEASURED)) {
      index.filled();
      float[][] vectors = new float[50][4_096];
      for (int entity = 0; entity < vectors.length; entity++) {
        for (int i = 0; i < 4_096; i++) {
          vectors[entity][i] = (float) random.nextGaussian();
        }
        put(index, entity, entity + 1, vectors[entity]);
      }
      index.durable(50);
      index.drain();
      for (int entity = 0; entity < vectors.length; entity++) {
        VectorHits hits = nearest(index, 50, vectors[entity]);
        assertThat(hits.entity(0)).isEqualTo(entity);
        assertThat(hits.distance(0)).isBetween(-1e-5f, 1e-5f);
      }
    }
  }

  /** Those without anything dead, and the largest also with up to 40 % dead. */
  @Test
  void mergesUseTheGraphsThatThereAre() {
    List<String> said = new ArrayList<>();
    InfoStream log =
        new InfoStream() {
          @Override
          public void message(String component, String message) {
            said.add(message);
          }

          @Override
          public boolean isEnabled(String component) {
            return component.equals("HNSW");
          }

          @Override
          public void close() {}
        };
    SplittableRandom random = new SplittableRandom(1);
    try (VectorIndex index = open(OPTIONS, new IndexTuning(1_000, 4, 2, false, log))) {
      index.filled();
      for (int sequence = 1; sequence <= 4_000; sequence++) {
        change(index, random, sequence % 3_900, sequence);
      }
      requireCompact(index, 3_900);
      assertThat(said).anyMatch(line -> line.startsWith("build graph from merging 3 graphs"));
      said.clear();
      for (int sequence = 4_001; sequence <= 4_500; sequence++) {
        change(index, random, sequence % 1_000, sequence);
      }
      requireCompact(index, 3_900);
      assertThat(said).anyMatch(line -> line.startsWith("build graph from merging 2 graphs"));
    }
  }

  private static void change(
      VectorIndex index, SplittableRandom random, int entity, long sequence) {
    put(index, entity, sequence, random.nextInt(100), random.nextInt(100), random.nextInt(100));
    index.durable(sequence);
    index.release(sequence);
  }

  private static void requireCompact(VectorIndex index, int count) {
    index.drain();
    index.compact();
    index.drain();
    assertThat(index.memory().segmentCount()).isEqualTo(1);
    assertThat(index.memory().entryCount()).isEqualTo(count);
  }
}
