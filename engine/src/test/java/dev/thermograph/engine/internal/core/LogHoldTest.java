package dev.thermograph.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.metrics.RecordedMetrics;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.flush.LogClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants that nobody uses do not keep the log for ever, and lose nothing when it goes. */
final class LogHoldTest {
  private static final NodeKind<?> THING = NodeKind.open("Thing");
  private static final Schema SCHEMA = Schema.of(THING);
  private static final CommitOptions SYNCED =
      CommitOptions.DEFAULT.withDurability(Durability.sync());
  private static final int COMMITS_PER_ROUND = 6_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  @TempDir Path root;

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final AtomicLong passedNanos = new AtomicLong();

  private final LogClock clock =
      new LogClock() {
        @Override
        public long epochMicros() {
          return LogClock.SYSTEM.epochMicros();
        }

        @Override
        public long nanoTime() {
          return System.nanoTime() + passedNanos.get();
        }
      };

  private EngineCore open() {
    return open(root);
  }

  private EngineCore open(Path directory) {
    return EngineCore.open(
        directory,
        EngineOptions.defaults()
            .withLog(
                LogOptions.defaults()
                    .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
                    .withPreparedSegmentCountMax(0)
                    .withDurability(Durability.none())
                    .withClock(clock))
            .withCheckpoints(new Checkpoints(64 << 10, Duration.ofHours(1), true))
            .withMetrics(metrics)
            .withMaintainEvery(Duration.ofHours(1)));
  }

  private static void write(TenantAccess access, int value) {
    access.write(CommitOptions.DEFAULT, tx -> tx.createFrom(THING, Map.of("value", value)));
  }

  private static long count(TenantAccess access) {
    try (ReadView view = access.read()) {
      return view.count(THING);
    }
  }

  private boolean hasFirstSegment() {
    return Files.exists(root.resolve("log/wal-0000000000000001.log"));
  }

  private TenantAccess use(EngineCore engine, String name) {
    TenantAccess access = engine.findOrCreate(name, Schema.of());
    access.evolve(SCHEMA);
    return access;
  }

  @Test
  void closedTenantsLetTheLogGoAfterAWhileAndOpenAgainWithoutIt() throws IOException {
    try (EngineCore engine = open()) {
      for (String name : List.of("one", "two")) {
        write(use(engine, name), 1);
        engine.close(name);
      }
      TenantAccess busy = use(engine, "busy");
      long written = 0;
      for (int round = 0; round < 4; round++) {
        written += writeMany(busy);
        engine.maintain();
      }
      assertThat(hasFirstSegment()).as("held for two that are closed").isTrue();
      passedNanos.addAndGet(TimeUnit.HOURS.toNanos(2));
      for (int round = 0; round < 400 && hasFirstSegment(); round++) {
        written += writeMany(busy);
        engine.maintain();
        LockSupport.parkNanos(PAUSE_NANOS); // snapshots are written by another thread
      }
      assertThat(hasFirstSegment()).isFalse();
      assertThat(metrics.lastFailure()).isEmpty();
      assertThat(count(use(engine, "one"))).isEqualTo(1);
      write(use(engine, "one"), 2);
      assertThat(count(busy)).isEqualTo(written);
    }
    try (EngineCore engine = open()) {
      assertThat(count(use(engine, "one"))).isEqualTo(2);
      assertThat(count(use(engine, "two"))).isEqualTo(1);
    }
  }

  /** One at a look would take hours with thousands of them, and the log would grow meanwhile. */
  @Test
  void theMoreOfTheLogIsHeldTheMoreTenantsLetItGoAtALook() throws IOException {
    int tenants = 10;
    try (EngineCore engine = open()) {
      for (int number = 1; number <= tenants; number++) {
        write(use(engine, "closed-" + number), 1);
        engine.close("closed-" + number);
      }
      TenantAccess busy = use(engine, "busy");
      for (int round = 0; round < 4; round++) {
        long _ = writeMany(busy);
      }
      passedNanos.addAndGet(TimeUnit.HOURS.toNanos(2));
      List<String> before = snapshots(tenants);
      engine.maintain();
      assertThat(snapshots(tenants))
          .as("of those that let it go; the log has %s", names("log"))
          .filteredOn(names -> !before.contains(names))
          .hasSizeGreaterThan(2);
      assertThat(metrics.lastFailure()).isEmpty();
    }
  }

  /** Names of each tenant's snapshots. */
  private List<String> snapshots(int tenants) throws IOException {
    List<String> all = new ArrayList<>();
    for (int number = 1; number <= tenants; number++) {
      String directory = String.format(Locale.ROOT, "tenants/%010d/snapshots", number);
      all.add(number + ": " + names(directory));
    }
    return all;
  }

  private List<String> names(String directory) throws IOException {
    try (var paths = Files.list(root.resolve(directory))) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void soManyLetItGoAtALook() {
    assertThat(DiskStorage.reliefCount(0, 64 << 20)).isEqualTo(1);
    assertThat(DiskStorage.reliefCount(5L << 30, 1L << 30)).isEqualTo(5);
    assertThat(DiskStorage.reliefCount(Long.MAX_VALUE, 1)).isEqualTo(16);
  }

  /** What others wrote before its first commit is nothing that it lacks. */
  @Test
  void aTenantThatIsFirstUsedWhenTheLogIsGoneOutlivesACrash(@TempDir Path copy) throws IOException {
    try (EngineCore engine = open()) {
      engine.create("late", Schema.of(), TenantOptions.DEFAULT);
      TenantAccess busy = use(engine, "busy");
      for (int round = 0; round < 400 && hasFirstSegment(); round++) {
        long _ = writeMany(busy);
        passedNanos.addAndGet(TimeUnit.HOURS.toNanos(2));
        engine.maintain();
        LockSupport.parkNanos(PAUSE_NANOS); // snapshots are written by another thread
      }
      assertThat(hasFirstSegment()).isFalse();
      TenantAccess late = use(engine, "late");
      late.write(SYNCED, tx -> tx.createFrom(THING, Map.of("value", 1)));
      copyFiles(root, copy); // as a kill leaves them
    }
    try (EngineCore engine = open(copy)) {
      assertThat(count(use(engine, "late"))).isEqualTo(1);
    }
  }

  /** As it is without a snapshot, it is made of the log from its creation on. */
  @Test
  void theLogIsHeldForATenantWhoseFirstCommitWasFollowedByACrash(@TempDir Path copy)
      throws IOException {
    try (EngineCore engine = open()) {
      engine.create("late", Schema.of(), TenantOptions.DEFAULT);
      for (int round = 0; round < 4; round++) { // more than one segment
        long _ = writeMany(use(engine, "busy"));
      }
      write(use(engine, "late"), 1);
      engine.require("busy").write(SYNCED, tx -> tx.createFrom(THING, Map.of("value", 1)));
      copyFiles(root, copy);
    }
    try (EngineCore engine = open(copy)) {
      TenantAccess busy = use(engine, "busy");
      for (int round = 0; round < 12; round++) {
        long _ = writeMany(busy);
        engine.maintain();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      assertThat(count(use(engine, "late"))).isEqualTo(1);
    }
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  private static int writeMany(TenantAccess access) {
    for (int commit = 0; commit < COMMITS_PER_ROUND; commit++) {
      write(access, commit);
    }
    return COMMITS_PER_ROUND;
  }
}
