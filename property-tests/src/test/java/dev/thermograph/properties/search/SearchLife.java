package dev.thermograph.properties.search;

import static dev.thermograph.engine.filter.Conditions.ge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.filter.Filter;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.search.Hit;
import dev.thermograph.engine.search.Ranking;
import dev.thermograph.engine.search.Search;
import dev.thermograph.engine.search.SearchResult;
import dev.thermograph.properties.engine.Directories;
import dev.thermograph.properties.search.Pictures.Picture;
import dev.thermograph.wal.LogOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** One engine and its model, through writes, searches, restarts and kills. Single-threaded. */
final class SearchLife implements AutoCloseable {
  private static final double ROUNDING = 1e-4;
  private static final int SMALL_BATCH = 30;

  private final SplittableRandom random;
  private final String name;
  private final Directories directories = new Directories();
  private final Gallery gallery = new Gallery();
  private final SearchTally tally;
  private final SearchFault fault;
  private final int batchMax;
  private Thermograph engine;
  private Tenant tenant;

  /**
   * A life that a seed determines, but for what the background does meanwhile.
   *
   * @param batchMax most changes of one commit
   */
  SearchLife(long seed, int batchMax, SearchFault fault, SearchTally tally) {
    this.random = new SplittableRandom(seed);
    this.name = "seed=" + seed;
    this.fault = fault;
    this.tally = tally;
    this.batchMax = batchMax;
    this.engine = open();
    this.tenant = engine.tenant("gallery", Pictures.SCHEMA);
    gallery.commit(tenant.sequence(), Map.of());
  }

  private Thermograph open() {
    LogOptions log =
        LogOptions.defaults()
            .withSegmentBytes(batchMax > SMALL_BATCH ? 16 << 20 : LogOptions.SEGMENT_BYTES_MIN)
            .withPreparedSegmentCountMax(0);
    return Thermograph.open(
        directories.current(),
        EngineOptions.defaults()
            .withLog(log)
            .withOpenTenantCountMax(1)
            .withMaintainEvery(Duration.ofHours(1))
            .withCheckpoints(new Checkpoints(1L << 30, Duration.ofDays(30), true))
            .withTenant(TenantOptions.DEFAULT.withRetention(Retention.forever())));
  }

  void run(int steps) {
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(20)) {
        case 0 -> restart();
        case 1 -> kill();
        case 2 -> evict();
        case 3, 4, 5, 6, 7, 8, 9 -> write();
        default -> search();
      }
    }
  }

  private void write() {
    Map<NodeId, Picture> pictures = new HashMap<>(gallery.now());
    int changes = 1 + random.nextInt(batchMax);
    CommitReceipt receipt =
        tenant.write(
            tx -> {
              for (int change = 0; change < changes; change++) {
                NodeId known = Gallery.any(pictures, random);
                int what = known == null ? 0 : random.nextInt(8);
                if (known == null || what < 4) {
                  Picture picture = Pictures.random(random);
                  pictures.put(tx.create(Pictures.PICTURE, picture), picture);
                } else if (what == 4) {
                  tx.delete(known);
                  pictures.remove(known);
                } else {
                  Picture old = require(pictures, known);
                  Picture drawn = Pictures.random(random);
                  Picture picture =
                      what == 5
                          ? new Picture(drawn.stars(), old.shape(), old.colour())
                          : new Picture(old.stars(), drawn.shape(), old.colour());
                  tx.update(known, what == 5 ? stars(picture) : shape(picture));
                  pictures.put(known, picture);
                }
              }
            });
    gallery.commit(receipt.sequence(), pictures);
  }

  private static Picture require(Map<NodeId, Picture> pictures, NodeId id) {
    return Objects.requireNonNull(pictures.get(id));
  }

  private static Map<String, Object> stars(Picture picture) {
    return Map.of("stars", picture.stars());
  }

  private static Map<String, Object> shape(Picture picture) {
    return picture.shape() == null
        ? Collections.singletonMap("shape", null)
        : Map.of("shape", picture.shape());
  }

  private void search() {
    long sequence = random.nextBoolean() ? tenant.sequence() : gallery.randomSequence(random);
    try (ReadView view = tenant.readAt(sequence)) {
      for (int round = 0; round < 4; round++) {
        search(view, fault == SearchFault.SEES_LESS ? Math.max(0, sequence - 1) : sequence);
      }
    }
  }

  private void search(ReadView view, long sequence) {
    Map<NodeId, Picture> pictures = new HashMap<>();
    if (fault == SearchFault.FORGETS_A_DELETION) {
      pictures.putAll(gallery.at(Math.max(0, sequence - 1)));
    }
    pictures.putAll(gallery.at(sequence));
    boolean byShape = random.nextInt(3) > 0;
    float[] query =
        Pictures.vector(random, byShape ? Pictures.SHAPE_DIMENSION : Pictures.COLOUR_DIMENSION);
    boolean isExact = random.nextInt(4) == 0;
    int limit = 1 + random.nextInt(random.nextInt(5) == 0 ? 200 : 10);
    Ranking.Nearest<Picture> nearest =
        byShape ? Ranking.nearest(Picture::shape, query) : Ranking.nearest(Picture::colour, query);
    Search<Picture> search =
        Search.in(Pictures.PICTURE).by(isExact ? nearest.exact() : nearest).limit(limit);
    Predicate<NodeId> filter = _ -> true;
    int stars = random.nextInt(11);
    Set<NodeId> some = some(pictures);
    switch (random.nextInt(4)) {
      case 0 -> {
        search = search.where(Picture::stars, ge(stars));
        filter = id -> require(pictures, id).stars() >= stars;
      }
      case 1 -> {
        search = search.where(Filter.ids(some));
        filter = some::contains;
      }
      case 2 -> {
        search = search.where(Filter.<Picture>where(Picture::stars, ge(stars)).not());
        filter = id -> require(pictures, id).stars() < stars;
      }
      default -> {}
    }
    List<Gallery.Ranked> expected = Gallery.rank(pictures, byShape, query, filter);
    compare(view.search(search), expected, pictures, limit, isExact, sequence);
  }

  private Set<NodeId> some(Map<NodeId, Picture> pictures) {
    Set<NodeId> some = new HashSet<>();
    int count = random.nextInt(20);
    for (int at = 0; at < count && !pictures.isEmpty(); at++) {
      some.add(Gallery.any(pictures, random));
    }
    return some;
  }

  private void compare(
      SearchResult<Picture> found,
      List<Gallery.Ranked> expected,
      Map<NodeId, Picture> pictures,
      int limit,
      boolean isExact,
      long sequence) {
    String when = name + " sequence=" + sequence + " cost=" + found.cost();
    int count = Math.min(limit, expected.size());
    assertThat(found.hits()).as("complete, %s", when).hasSize(count);
    Map<NodeId, Double> distances = new HashMap<>();
    expected.forEach(it -> distances.put(it.id(), it.distance()));
    Set<NodeId> seen = new HashSet<>();
    double before = Double.NEGATIVE_INFINITY;
    for (Hit<Picture> hit : found) {
      assertThat(seen.add(hit.id())).as("once, %s", when).isTrue();
      assertThat(distances).as("matches, %s", when).containsKey(hit.id());
      assertThat(hit.distance()).isCloseTo(distances.get(hit.id()), within(ROUNDING));
      assertThat(hit.distance()).as("in order, %s", when).isGreaterThanOrEqualTo(before);
      assertThat(hit.node().properties().stars()).isEqualTo(require(pictures, hit.id()).stars());
      before = hit.distance();
    }
    tally.add(found.cost().strategy(), count, recalled(found, expected, count, isExact, when));
  }

  /** How many hits are as near as the nearest. */
  private static int recalled(
      SearchResult<Picture> found,
      List<Gallery.Ranked> expected,
      int count,
      boolean isExact,
      String when) {
    int recalled = 0;
    List<Double> far = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      double bound = expected.get(count - 1).distance() + ROUNDING;
      double distance = found.hits().get(at).distance();
      recalled += distance <= bound ? 1 : 0;
      if (distance > expected.get(at).distance() + ROUNDING) {
        far.add(distance);
      }
    }
    if (isExact) {
      assertThat(far).as("too far for an exact search, %s", when).isEmpty();
    }
    return recalled;
  }

  private void restart() {
    engine.close();
    reopen();
    tally.restarts++;
  }

  private void reopen() {
    engine = open();
    tenant = engine.tenant("gallery", Pictures.SCHEMA);
  }

  /** The files as a kill leaves them now; each commit was synced. */
  private void kill() {
    Path copy = directories.copyCurrent();
    engine.close();
    directories.moveTo(copy);
    reopen();
    tally.kills++;
  }

  /** Another tenant takes its place, and it comes back. */
  private void evict() {
    long _ = engine.tenant("other", Pictures.SCHEMA).sequence();
    tally.evictions++;
  }

  @Override
  public void close() {
    engine.close();
    directories.close();
  }
}
