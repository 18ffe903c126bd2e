package dev.thermograph.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.SearchStrategy;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Random changes to an index and its model, and random searches of both. */
final class VectorScript {

  /** What is wrong on purpose. */
  enum Plant {
    NOTHING,
    A_REMOVAL_IS_LOST,
    THE_VIEW_IS_TOO_NEW,
    THE_FILTER_IS_FORGOTTEN,
    A_HIT_IS_MISSING,
    RELEASED_TOO_EARLY
  }

  /** A vector for an entity, or none. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Change(int entity, long sequence, float @Nullable [] vector) {
    void applyTo(VectorIndex index) {
      if (vector == null) {
        index.remove(entity, sequence);
      } else {
        index.put(entity, sequence, MemorySegment.ofArray(vector), 0);
      }
    }

    void applyTo(VectorModel model) {
      if (vector == null) {
        model.remove(entity, sequence);
      } else {
        model.put(entity, sequence, vector);
      }
    }
  }

  private final VectorIndexOptions options;
  private final SplittableRandom random;
  private final VectorModel model;
  private final long seed;
  private final Plant plant;
  private final int entities;
  private final Map<SearchStrategy, Integer> strategies = new EnumMap<>(SearchStrategy.class);

  private final List<Change> changes = new ArrayList<>();

  private boolean fromsMayDiffer;
  private long sequence;
  private long horizon;
  private long wanted;
  private long found;

  VectorScript(VectorIndexOptions options, long seed, int entities, Plant plant) {
    this.options = options;
    this.random = new SplittableRandom(seed);
    this.model = new VectorModel(options);
    this.seed = seed;
    this.plant = plant;
    this.entities = entities;
  }

  VectorModel model() {
    return model;
  }

  long sequence() {
    return sequence;
  }

  long horizon() {
    return horizon;
  }

  /** One commit of one to three changes. */
  void change(VectorIndex index) {
    sequence += random.nextInt(1, 3);
    int count = random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      boolean removes = random.nextInt(4) == 0;
      Change change = new Change(random.nextInt(entities), sequence, removes ? null : vector());
      if (!removes || plant != Plant.A_REMOVAL_IS_LOST || random.nextInt(4) > 0) {
        change.applyTo(index);
      }
      change.applyTo(model);
      changes.add(change);
    }
  }

  /**
   * Fills an index that was opened again as of a sequence, while the changes since then come in.
   * What the chains say of a value's beginning may be later than it was, where no view can tell.
   */
  void refill(VectorIndex index, long asOf) {
    fromsMayDiffer = true;
    index.release(horizon);
    List<Map.Entry<Integer, List<VectorModel.Entry>>> chains =
        new ArrayList<>(model.chainsAt(asOf).entrySet());
    Collections.shuffle(chains, new Random(random.nextLong()));
    List<Change> later = changes.stream().filter(change -> change.sequence > asOf).toList();
    int next = 0;
    for (var chain : chains) {
      while (next < later.size() && random.nextInt(3) == 0) {
        later.get(next++).applyTo(index);
      }
      index.fill(chain.getKey(), VectorModel.chain(retold(chain.getValue())));
    }
    while (next < later.size()) {
      later.get(next++).applyTo(index);
    }
    index.filled();
  }

  /** The same values, as a memory that dropped or repeated some versions tells them. */
  private List<VectorModel.Entry> retold(List<VectorModel.Entry> chain) {
    List<VectorModel.Entry> retold = new ArrayList<>();
    for (VectorModel.Entry entry : chain) {
      long from = entry.from();
      if (from < horizon && random.nextInt(3) == 0) {
        from = Math.min(horizon, entry.to() - 1);
      }
      long split = Math.min(entry.to(), sequence + 1);
      if (from + 1 < split && random.nextInt(3) == 0) {
        long middle = random.nextLong(from + 1, split);
        retold.add(new VectorModel.Entry(entry.entity(), from, middle, entry.vector()));
        from = middle;
      }
      retold.add(new VectorModel.Entry(entry.entity(), from, entry.to(), entry.vector()));
    }
    return retold;
  }

  /** Forgets all changes after a sequence, as if they had never become durable. */
  void forgetAfter(long last) {
    changes.removeIf(change -> change.sequence > last);
    sequence = last;
    model.clear();
    changes.forEach(change -> change.applyTo(model));
    model.release(horizon);
  }

  /** Small whole numbers, so that there are equal distances. */
  float[] vector() {
    float[] vector = new float[options.dimensions()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = random.nextInt(-8, 9);
    }
    vector[0] += 0.5f;
    return vector;
  }

  void release(VectorIndex index) {
    horizon = random.nextLong(horizon, sequence + 1);
    boolean early = plant == Plant.RELEASED_TOO_EARLY;
    index.release(early ? Math.min(sequence, horizon + 3) : horizon);
    model.release(horizon);
  }

  void search(VectorIndex index) {
    long view = random.nextInt(3) == 0 ? sequence : random.nextLong(horizon, sequence + 1);
    search(index, view);
  }

  void search(VectorIndex index, long view) {
    float[] query = vector();
    int k = random.nextInt(1, 20);
    EntityFilter filter = filter();
    SearchOptions how =
        random.nextInt(4) == 0
            ? SearchOptions.exactly()
            : random.nextBoolean() ? SearchOptions.DEFAULT : SearchOptions.ef(100);
    VectorHits hits =
        index.search(
            query,
            plant == Plant.A_HIT_IS_MISSING && k > 1 ? k - 1 : k,
            plant == Plant.THE_VIEW_IS_TOO_NEW ? view + 2 : view,
            how,
            plant == Plant.THE_FILTER_IS_FORGOTTEN ? null : filter);
    strategies.merge(hits.cost().strategy(), 1, Integer::sum);
    requireSame(hits, model.search(query, view, filter), k, view, how.exact());
  }

  private @Nullable EntityFilter filter() {
    int percent = random.nextInt(4) * 33;
    if (percent == 99) {
      return null;
    }
    RoaringBitmap accepted = new RoaringBitmap();
    for (int entity = 0; entity < entities; entity++) {
      if (random.nextInt(100) < percent + 1) {
        accepted.add(entity);
      }
    }
    return EntityFilter.of(accepted);
  }

  private void requireSame(
      VectorHits hits, List<VectorModel.Hit> expected, int k, long view, boolean exact) {
    String where =
        "seed=" + seed + " view=" + view + " of " + sequence + " k=" + k + " " + hits.cost();
    assertThat(hits.size()).as("%s", where).isEqualTo(Math.min(k, expected.size()));
    for (int i = 0; i < hits.size(); i++) {
      VectorModel.Hit hit = new VectorModel.Hit(hits.entity(i), hits.from(i), hits.nearness(i));
      VectorModel.Hit same =
          expected.stream().filter(other -> isSame(hit, other, view)).findFirst().orElse(null);
      assertThat(same).as("%s hit %d: %s among %s", where, i, hit, expected).isNotNull();
      if (exact) {
        assertThat(same).as("%s hit %d", where, i).isEqualTo(expected.get(i));
      }
      if (i > 0) {
        boolean better = hits.nearness(i - 1) > hits.nearness(i);
        boolean tie = hits.nearness(i - 1) == hits.nearness(i);
        assertThat(better || (tie && hits.entity(i - 1) < hits.entity(i)))
            .as("%s hits %d and %d are in order", where, i - 1, i)
            .isTrue();
      }
      found += !exact && hit.nearness() >= expected.get(hits.size() - 1).nearness() ? 1 : 0;
    }
    wanted += exact ? 0 : hits.size();
  }

  private boolean isSame(VectorModel.Hit hit, VectorModel.Hit other, long view) {
    return hit.entity() == other.entity()
        && hit.nearness() == other.nearness()
        && (fromsMayDiffer ? hit.from() <= view : hit.from() == other.from());
  }

  /** Compares the whole index with the model at a sequence. */
  IndexCheck check(VectorIndex index, long view) {
    return index.check(
        view,
        visitor ->
            model
                .chainsAt(view)
                .forEach(
                    (entity, chain) -> {
                      VectorModel.Entry last = chain.getLast();
                      if (last.isVisible(view)) {
                        visitor.visit(entity, MemorySegment.ofArray(last.vector()), 0);
                      }
                    }));
  }

  /** Of the hits that should have been found, those that were. */
  double recall() {
    return wanted == 0 ? 1 : (double) found / wanted;
  }

  /** How often each way to search was taken. */
  Map<SearchStrategy, Integer> strategies() {
    return strategies;
  }
}
