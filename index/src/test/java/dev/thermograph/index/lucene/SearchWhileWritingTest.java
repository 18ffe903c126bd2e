package dev.thermograph.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.VectorStorage;
import dev.thermograph.index.error.ViewReleasedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.lucene.util.InfoStream;
import org.junit.jupiter.api.Test;

/**
 * Each pinned view finds each entity once, with the vector of that instant, while one thread
 * changes all of them over and over, others drain and merge, and what nobody sees is dropped.
 */
final class SearchWhileWritingTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int ENTITIES = 100;
  private static final int SEQUENCES = 12_000;
  private static final int SEARCHES_MIN = 300;
  private static final int READERS = 2;
  private static final int PLANTED_RUNS_MAX = 10;
  private static final IndexTuning EAGER = new IndexTuning(64, 20, 0, false, InfoStream.NO_OUTPUT);
  private static final VectorIndexOptions OPTIONS =
      new VectorIndexOptions(
          "embedding", 4, VectorMetric.EUCLIDEAN, VectorStorage.FLOAT32, 4, 8, 10);

  /** A pin that keeps nothing. */
  private static final long IDLE = Long.MAX_VALUE;

  @Test
  void eachPinnedViewFindsEachEntityOnceAsItWas() throws Exception {
    Outcome outcome = run(SEED, true);
    assertThat(outcome.wrong).as("seed=%d %s", SEED, outcome).isZero();
    assertThat(outcome.searches).isGreaterThanOrEqualTo(SEARCHES_MIN);
    assertThat(outcome.segments).isPositive();
  }

  @Test
  void droppingWhatAReaderHasPinnedIsFoundOut() throws Exception {
    long wrong = 0;
    for (int run = 0; run < PLANTED_RUNS_MAX && wrong == 0; run++) {
      wrong = run(SEED + run, false).wrong;
    }
    assertThat(wrong).isPositive();
  }

  private record Outcome(long searches, long wrong, int segments) {}

  private static Outcome run(long seed, boolean respectPins) throws Exception {
    try (ExecutorService drains = Executors.newSingleThreadExecutor();
        ExecutorService merges = Executors.newSingleThreadExecutor();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        VectorIndex index =
            VectorIndexes.open(
                new IndexFiles.InMemory(),
                OPTIONS,
                "acme",
                new IndexWorkers(drains, merges),
                EAGER)) {
      index.filled();
      AtomicLongArray pins = new AtomicLongArray(READERS);
      AtomicLong published = new AtomicLong();
      AtomicLong searches = new AtomicLong();
      for (long sequence = 1; sequence <= ENTITIES; sequence++) {
        put(index, sequence);
      }
      published.set(ENTITIES);
      List<Future<Long>> wrong = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        int number = reader;
        wrong.add(readers.submit(() -> read(index, number, pins, published, searches, seed)));
      }
      for (long sequence = ENTITIES + 1;
          sequence <= SEQUENCES || searches.get() < SEARCHES_MIN;
          sequence++) {
        put(index, sequence);
        published.set(sequence);
        index.durable(sequence);
        index.release(horizon(published.get() - ENTITIES / 2, pins, respectPins));
      }
      published.set(IDLE);
      long sum = 0;
      for (Future<Long> each : wrong) {
        sum += each.get(5, TimeUnit.MINUTES);
      }
      index.drain();
      assertThat(index.state()).isEqualTo(IndexState.READY);
      return new Outcome(searches.get(), sum, index.memory().segmentCount());
    }
  }

  private static long horizon(long wanted, AtomicLongArray pins, boolean respectPins) {
    long horizon = wanted;
    for (int reader = 0; reader < READERS && respectPins; reader++) {
      horizon = Math.min(horizon, pins.get(reader));
    }
    return horizon;
  }

  /** Sequence s gives entity s mod ENTITIES the vector that can be computed from s. */
  private static void put(VectorIndex index, long sequence) {
    index.put((int) (sequence % ENTITIES), sequence, MemorySegment.ofArray(vector(sequence)), 0);
  }

  private static float[] vector(long sequence) {
    SplittableRandom random = new SplittableRandom(sequence);
    float[] vector = new float[OPTIONS.dimensions()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = random.nextInt(-100, 100);
    }
    return vector;
  }

  private static long read(
      VectorIndex index,
      int number,
      AtomicLongArray pins,
      AtomicLong published,
      AtomicLong searches,
      long seed) {
    SplittableRandom random = new SplittableRandom(seed + number);
    long wrong = 0;
    while (true) {
      pins.set(number, 0);
      long view = published.get();
      pins.set(number, view);
      if (view == IDLE) {
        return wrong;
      }
      SearchOptions how = random.nextBoolean() ? SearchOptions.DEFAULT : SearchOptions.exactly();
      float[] query = vector(random.nextLong());
      int k = random.nextBoolean() ? ENTITIES : 10;
      try {
        for (int again = 0; again < 3; again++) {
          wrong += isRight(index.search(query, k, view, how, null), query, k, view) ? 0 : 1;
          searches.incrementAndGet();
        }
      } catch (ViewReleasedException e) {
        wrong++;
      }
    }
  }

  private static boolean isRight(VectorHits hits, float[] query, int k, long view) {
    if (hits.size() != k) {
      return false;
    }
    for (int hit = 0; hit < k; hit++) {
      long from = view - Math.floorMod(view - hits.entity(hit), (long) ENTITIES);
      float near = Vectors.nearness(OPTIONS.metric(), query, vector(from));
      if (hits.from(hit) != from || hits.nearness(hit) != near) {
        return false;
      }
      boolean inOrder =
          hit == 0
              || hits.nearness(hit - 1) > near
              || (hits.nearness(hit - 1) == near && hits.entity(hit - 1) < hits.entity(hit));
      if (!inOrder) {
        return false;
      }
    }
    return true;
  }
}
