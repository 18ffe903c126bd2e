package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.error.TenantDroppedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.error.TenantNotOpenedException;
import dev.thermograph.engine.error.TenantSuspendedException;
import dev.thermograph.engine.error.UnknownTenantException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.metrics.RecordedMetrics;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants are used, evicted, closed, suspended and dropped at once: nothing is lost or mixed. */
final class TenantRacesTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int THREADS = 6;
  private static final int NAMES = 7;
  private static final int ROUNDS = Integer.getInteger("thermograph.races", 250);

  @TempDir Path directory;

  private final RecordedMetrics metrics = new RecordedMetrics();

  /** What was acknowledged, by the number of the tenant. */
  private final Map<Integer, Set<String>> written = new ConcurrentHashMap<>();

  private final Set<Integer> dropped = ConcurrentHashMap.newKeySet();
  private final AtomicLong counter = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();

  private EngineOptions options() {
    EngineOptions options = Sample.options();
    return options
        .withLog(options.log().withDurability(Durability.none()))
        .withOpenTenantCountMax(3)
        .withMaintainEvery(Duration.ofMillis(5))
        .withCloseIdleAfter(Duration.ofMillis(20))
        .withCheckpoints(new Checkpoints(64 << 10, Duration.ofSeconds(1), true))
        .withTenant(TenantOptions.DEFAULT.withRetention(Retention.none()))
        .withMetrics(metrics);
  }

  @Test
  void nothingIsLostOrMixed() throws Exception {
    try (Thermograph engine = Thermograph.open(directory, options());
        var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        SplittableRandom random = new SplittableRandom(SEED * THREADS + thread);
        all.add(threads.submit(() -> play(engine, random)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(metrics.lastFailure()).as("seed=%d", SEED).isEmpty();
      engine.tenants().forEach(tenant -> engine.resume(tenant.name()));
      requireAll(engine);
    }
    try (Thermograph engine = Thermograph.open(directory, options())) {
      requireAll(engine);
    }
    for (int number : dropped) {
      assertThat(directory.resolve(String.format(java.util.Locale.ROOT, "tenants/%010d", number)))
          .as("seed=%d", SEED)
          .doesNotExist();
    }
    assertThat(dropped).hasSizeGreaterThan(3);
    assertThat(refusals.get()).isLessThan((long) THREADS * ROUNDS / 2);
  }

  private void requireAll(Thermograph engine) {
    List<Integer> present = new ArrayList<>();
    for (var info : engine.tenants()) {
      present.add(info.number());
      Tenant tenant = engine.tenant(info.name(), Sample.SCHEMA);
      requireSame(tenant, written.getOrDefault(tenant.number(), Set.of()));
    }
    assertThat(present).as("seed=%d", SEED).doesNotContainAnyElementsOf(dropped);
    assertThat(written.keySet())
        .as("seed=%d", SEED)
        .allMatch(number -> present.contains(number) || dropped.contains(number));
  }

  private void play(Thermograph engine, SplittableRandom random) {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "tenant-" + random.nextInt(NAMES);
      try {
        step(engine, name, random);
      } catch (TenantDroppedException
          | TenantSuspendedException
          | TenantInUseException
          | UnknownTenantException _) {
        refusals.incrementAndGet();
      } catch (TenantNotOpenedException e) {
        assertThat(e).hasCauseInstanceOf(TenantDroppedException.class);
      } catch (ThermographException | IllegalStateException e) {
        throw new AssertionError("seed=" + SEED + " tenant=" + name, e);
      }
    }
  }

  private void step(Thermograph engine, String name, SplittableRandom random) {
    switch (random.nextInt(20)) {
      case 0 -> engine.close(name);
      case 1 -> {
        engine.suspend(name);
        Thread.onSpinWait();
        engine.resume(name);
      }
      case 2 -> engine.resume(name);
      case 3 -> dropped.add(engine.drop(name).number());
      case 4 -> engine.memory();
      case 5 -> engine.tenants();
      case 6, 7, 8, 9 -> read(engine.tenant(name, Sample.SCHEMA));
      case 10, 11, 12 -> interactive(engine.tenant(name, Sample.SCHEMA));
      default -> write(engine.tenant(name, Sample.SCHEMA));
    }
  }

  private String person(Tenant tenant) {
    return tenant.number() + ":" + counter.incrementAndGet();
  }

  private void acknowledged(Tenant tenant, String name) {
    written.computeIfAbsent(tenant.number(), _ -> ConcurrentHashMap.newKeySet()).add(name);
  }

  private void write(Tenant tenant) {
    String name = person(tenant);
    Sample.add(tenant, name, tenant.number());
    acknowledged(tenant, name);
  }

  private void interactive(Tenant tenant) {
    String name = person(tenant);
    try (Transaction transaction = tenant.begin()) {
      transaction.create(Sample.PERSON, new Sample.Person(name, tenant.number()));
      transaction.commit();
    }
    acknowledged(tenant, name);
  }

  private void read(Tenant tenant) {
    requireSame(tenant, Set.copyOf(written.getOrDefault(tenant.number(), Set.of())));
  }

  /** It shows at least what was acknowledged before, and nothing of others. */
  private static void requireSame(Tenant tenant, Set<String> atLeast) {
    try (ReadView view = tenant.read()) {
      Set<String> shown = new HashSet<>();
      for (int round = 0; round < 2; round++) { // what is pinned stays
        shown.clear();
        view.nodes(Sample.PERSON).forEach(node -> shown.add(node.properties().name()));
        Thread.onSpinWait();
      }
      assertThat(shown).as("seed=%d %s", SEED, tenant).containsAll(atLeast);
      assertThat(shown).allMatch(name -> name.startsWith(tenant.number() + ":"));
    }
  }
}
