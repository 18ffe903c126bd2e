package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.Sample.Person;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.RecordedMetrics;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.wal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More tenants than may be open: what each has is its own, however often it is closed between. */
final class ManyTenantsTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final boolean IS_NIGHTLY =
      "nightly".equals(System.getProperty("thermograph.scale"));
  private static final int TENANTS =
      Integer.getInteger("thermograph.tenants", IS_NIGHTLY ? 10_000 : 40);
  private static final int CAP = Math.max(4, TENANTS / 100);
  private static final int TOUCHES =
      Integer.getInteger("thermograph.touches", IS_NIGHTLY ? 30_000 : 100);
  private static final int HEAP_CHECKS = 4;

  /** What a tenant may cost the heap while it is closed. */
  private static final long HEAP_BYTES_PER_CLOSED_TENANT = 4_096;

  @TempDir Path directory;

  private final RecordedMetrics metrics = new RecordedMetrics();

  private EngineOptions options() {
    EngineOptions options = Sample.options();
    return options
        .withLog(options.log().withSegmentBytes(1 << 22).withDurability(Durability.none()))
        .withOpenTenantCountMax(CAP)
        .withMaintainEvery(Duration.ofMillis(500))
        .withMetrics(metrics);
  }

  /** What plain collections say. */
  private static final class Model {
    final TreeSet<String> names = new TreeSet<>();
  }

  @Test
  void eachShowsItsOwnAndTheHeapStaysFlat() {
    List<Model> models = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(SEED);
    List<Long> heaps = new ArrayList<>();
    long begin = System.nanoTime();
    try (Thermograph engine = Thermograph.open(directory, options())) {
      for (int number = 0; number < TENANTS; number++) {
        models.add(new Model());
        touch(engine, number, models, 0);
      }
      for (int touch = 1; touch <= TOUCHES; touch++) {
        touch(engine, random.nextInt(TENANTS), models, touch);
        assertThat(openCount(engine, touch)).isLessThanOrEqualTo(CAP);
        if (touch % (TOUCHES / HEAP_CHECKS) == 0) {
          heaps.add(usedHeap());
        }
      }
    }
    assertThat(heaps.getLast() - heaps.getFirst())
        .as("growth of the heap: seed=%d heaps=%s", SEED, heaps)
        .isLessThan(TENANTS * HEAP_BYTES_PER_CLOSED_TENANT + (16 << 20));
    System.out.println(
        "MANY TENANTS seed="
            + SEED
            + " tenants="
            + TENANTS
            + " open="
            + CAP
            + " touches="
            + TOUCHES
            + " evictions="
            + metrics.total(EngineCounter.TENANTS_EVICTED)
            + " seconds="
            + Duration.ofNanos(System.nanoTime() - begin).toSeconds()
            + " heaps="
            + heaps);
    assertThat(metrics.total(EngineCounter.OPENINGS_FAILED)).isZero();
    assertThat(metrics.lastFailure()).isEmpty();
    assertThat(metrics.total(EngineCounter.TENANTS_EVICTED)).isGreaterThan(TENANTS - CAP);
    requireAll(models);
  }

  /** Listing all tenants looks at all their files, so not each time. */
  private static long openCount(Thermograph engine, int touch) {
    return touch % 50 == 0 ? engine.memory().tenants().size() : 0;
  }

  private static long usedHeap() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void touch(Thermograph engine, int index, List<Model> models, int touch) {
    Tenant tenant = engine.tenant("tenant-" + index, Sample.SCHEMA);
    Model model = models.get(index);
    requireSame(tenant, model, index);
    String name = "person of " + index + " in " + touch;
    NodeId id = Sample.add(tenant, name, index);
    assertThat(id.tenant()).isEqualTo(tenant.number());
    model.names.add(name);
  }

  private static void requireSame(Tenant tenant, Model model, int index) {
    try (ReadView view = tenant.read()) {
      assertThat(view.nodes(Sample.PERSON).map(node -> node.properties().name()).sorted().toList())
          .as("tenant %d, seed=%d", index, SEED)
          .isEqualTo(List.copyOf(model.names));
      assertThat(view.nodes(Sample.PERSON).map(node -> node.properties().age()).distinct())
          .allMatch(age -> age == index);
    }
  }

  /** After a restart. */
  private void requireAll(List<Model> models) {
    try (Thermograph engine = Thermograph.open(directory, options())) {
      assertThat(engine.tenants()).hasSize(TENANTS);
      for (int index = 0; index < TENANTS; index++) {
        requireSame(engine.tenant("tenant-" + index, Sample.SCHEMA), models.get(index), index);
      }
      System.out.println("MANY TENANTS seed=" + SEED + " all " + TENANTS + " were looked at");
    }
  }

  @Test
  void sixteenWhoComeAtOnceOpenItOnce() throws Exception {
    try (Thermograph engine = Thermograph.open(directory, options())) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      Sample.add(acme, "Alice", 30);
      for (int round = 0; round < 3; round++) {
        engine.close("acme");
        long before = metrics.total(EngineCounter.TENANTS_OPENED);
        for (Future<List<String>> reader : startTogether(() -> Sample.names(acme))) {
          assertThat(reader.get()).containsExactly("Alice");
        }
        assertThat(metrics.total(EngineCounter.TENANTS_OPENED)).isEqualTo(before + 1);
      }
    }
  }

  @Test
  void openViewsExceedTheCapAndAreNeverClosed() {
    EngineOptions patient = options().withMaintainEvery(Duration.ofHours(1));
    try (Thermograph engine = Thermograph.open(directory, patient)) {
      List<ReadView> views = new ArrayList<>();
      for (int number = 0; number < CAP + 3; number++) {
        Tenant tenant = engine.tenant("tenant-" + number, Sample.SCHEMA);
        Sample.add(tenant, "of " + number, number);
        views.add(tenant.read());
      }
      assertThat(metrics.total(EngineCounter.CAP_EXCEEDED)).isEqualTo(3);
      assertThat(engine.memory().tenants()).hasSize(CAP + 3);
      for (int number = 0; number < views.size(); number++) {
        assertThat(views.get(number).nodes(Sample.PERSON))
            .extracting(node -> node.properties())
            .containsExactly(new Person("of " + number, number));
      }
      views.forEach(ReadView::close);
      Sample.add(engine.tenant("one-more", Sample.SCHEMA), "x", 1);
      assertThat(engine.memory().tenants()).hasSizeLessThanOrEqualTo(CAP);
    }
  }

  /** Writers and the eviction of what they write to, for all they are worth. */
  @Test
  void writersRaceWithEvictionAndLoseNothing() throws Exception {
    int writers = 6;
    int rounds = IS_NIGHTLY ? 500 : 15;
    try (Thermograph engine = Thermograph.open(directory, options().withOpenTenantCountMax(2))) {
      List<Tenant> tenants = new ArrayList<>();
      for (int number = 0; number < writers; number++) {
        tenants.add(engine.tenant("tenant-" + number, Sample.SCHEMA));
      }
      try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
        List<Future<Integer>> all = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          int first = writer;
          all.add(
              executor.submit(
                  () -> {
                    for (int round = 0; round < rounds; round++) {
                      Tenant tenant = tenants.get((first + round) % writers);
                      Sample.add(tenant, first + "/" + round, round);
                    }
                    return rounds;
                  }));
        }
        for (Future<Integer> future : all) {
          future.get();
        }
      }
      long found = tenants.stream().mapToLong(tenant -> Sample.names(tenant).size()).sum();
      assertThat(found).isEqualTo((long) writers * rounds);
      assertThat(metrics.lastFailure()).isEmpty();
    }
  }

  private static <T> List<Future<T>> startTogether(Callable<T> task) {
    int threads = 16;
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<T>> futures = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
    }
    return futures;
  }
}
