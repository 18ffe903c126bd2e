package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineStep;
import dev.thermograph.engine.metrics.EngineTimer;
import dev.thermograph.engine.metrics.LatencySummary;
import dev.thermograph.engine.metrics.RecordedMetrics;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.engine.report.MemoryReport.MapMemory;
import dev.thermograph.engine.report.MemoryReport.TenantFiles;
import dev.thermograph.engine.report.MemoryReport.TenantMemory;
import dev.thermograph.engine.report.TenantInfo;
import dev.thermograph.engine.report.TenantState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine says of itself. */
final class ReportsTest {
  @TempDir Path directory;

  private Thermograph open(EngineMetrics metrics) {
    return Thermograph.open(directory, Sample.options().withMetrics(metrics));
  }

  private static void fill(Tenant tenant, int count) {
    for (int from = 0; from < count; from += 5_000) {
      int first = from;
      int end = Math.min(count, from + 5_000);
      tenant.write(
          tx -> {
            for (int person = first; person < end; person++) {
              tx.create(Sample.PERSON, new Sample.Person("p" + person, person));
            }
          });
    }
  }

  @Test
  void memoryIsTheSumOfItsMapsAndTheMapsAreTheFiles() throws IOException {
    try (Thermograph engine = open(EngineMetrics.none())) {
      fill(engine.tenant("large", Sample.SCHEMA), 20_000);
      fill(engine.tenant("small", Sample.SCHEMA), 10);
      fill(engine.tenant("closed", Sample.SCHEMA), 10);
      engine.close("closed");
      MemoryReport report = engine.memory();
      assertThat(report.tenants()).extracting(TenantMemory::name).containsExactly("large", "small");
      for (TenantMemory tenant : report.tenants()) {
        requireSums(tenant);
      }
      assertThat(report.offHeapBytes())
          .isEqualTo(report.tenants().stream().mapToLong(TenantMemory::offHeapBytes).sum());
      assertThat(report.heapBytes()).isPositive();
      assertThat(report.fileBytes()).isEqualTo(bytesBelow(directory.resolve("tenants")));
      assertThat(report.tenants().getFirst().usedBytes())
          .isGreaterThan(10 * report.tenants().getLast().usedBytes());
    }
  }

  @Test
  void filesAreToldTenantByTenantAndAreTheRealOnes() throws IOException {
    try (Thermograph engine = open(EngineMetrics.none())) {
      fill(engine.tenant("large", Sample.SCHEMA), 20_000);
      fill(engine.tenant("closed", Sample.SCHEMA), 10);
      engine.close("closed"); // which leaves a snapshot or a mark
      MemoryReport report = engine.memory();
      assertThat(report.files()).extracting(TenantFiles::name).containsExactly("large", "closed");
      for (TenantFiles files : report.files()) {
        Path tenant = directory.resolve("tenants/000000000" + files.number());
        assertThat(files.mapBytes()).isEqualTo(bytesBelow(tenant.resolve("maps"))).isPositive();
        assertThat(files.snapshotBytes()).isEqualTo(bytesBelow(tenant.resolve("snapshots")));
        assertThat(files.bytes()).isEqualTo(bytesBelow(tenant));
      }
      TenantMemory large = report.tenants().getFirst();
      assertThat(report.files().getFirst().mapBytes()).isEqualTo(large.offHeapBytes());
      assertThat(report.files().getLast().snapshotBytes()).isPositive();
      assertThat(report.engineFiles().logBytes())
          .isEqualTo(bytesBelow(directory.resolve("log")))
          .isPositive();
      assertThat(report.diskBytes()).isEqualTo(bytesBelow(directory));
    }
    try (Thermograph engine = open(EngineMetrics.none())) {
      MemoryReport report = engine.memory();
      assertThat(report.engineFiles().listBytes()).isPositive();
      assertThat(report.tenants()).isEmpty();
      assertThat(report.diskBytes()).isEqualTo(bytesBelow(directory));
    }
  }

  private void requireSums(TenantMemory tenant) throws IOException {
    Path maps = directory.resolve("tenants/000000000" + tenant.number() + "/maps");
    long regionBytes = 0;
    for (MapMemory map : tenant.maps()) {
      Path file = maps.resolve("extent-00000" + map.index() + ".map");
      assertThat(map.bytes()).isEqualTo(Files.size(file));
      assertThat(map.isFile()).isTrue();
      regionBytes += (long) map.regionBytes() * map.regionCount();
    }
    assertThat(tenant.offHeapBytes())
        .isEqualTo(tenant.maps().stream().mapToLong(MapMemory::bytes).sum());
    assertThat(tenant.usedBytes() + tenant.freeBytes() + tenant.retiredBytes())
        .isEqualTo(regionBytes);
    assertThat(tenant.usedBytes()).isPositive();
  }

  private static long bytesBelow(Path root) throws IOException {
    long bytes = 0;
    try (var paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(path);
      }
    }
    return bytes;
  }

  @Test
  void anEngineInMemoryReportsItsMapsAndNoFiles() {
    try (Thermograph engine = Thermograph.inMemory(Sample.options())) {
      fill(engine.tenant("acme", Sample.SCHEMA), 1_000);
      MemoryReport report = engine.memory();
      assertThat(report.fileBytes()).isZero();
      assertThat(report.diskBytes()).isZero();
      assertThat(report.files()).isEmpty();
      TenantMemory tenant = report.tenants().getFirst();
      assertThat(tenant.maps()).isNotEmpty().noneMatch(MapMemory::isFile);
      assertThat(tenant.offHeapBytes())
          .isEqualTo(
              tenant.maps().stream()
                  .mapToLong(map -> (long) map.regionBytes() * map.regionCount())
                  .sum());
    }
  }

  @Test
  void theListSaysWhatEachTenantIsDoing() {
    long sequence;
    try (Thermograph engine = open(EngineMetrics.none())) {
      Tenant open = engine.tenant("open", Sample.SCHEMA);
      fill(open, 1);
      fill(engine.tenant("closed", Sample.SCHEMA), 1);
      sequence = engine.tenant("closed").sequence();
      engine.close("closed");
      engine.tenant("suspended", Sample.SCHEMA);
      engine.suspend("suspended");
      try (var _ = open.read()) {
        List<TenantInfo> tenants = engine.tenants();
        assertThat(tenants)
            .extracting(TenantInfo::name)
            .containsExactly("open", "closed", "suspended");
        assertThat(tenants).extracting(TenantInfo::number).containsExactly(1, 2, 3);
        assertThat(tenants.get(0).state())
            .isInstanceOfSatisfying(
                TenantState.Open.class,
                state -> {
                  assertThat(state.memoryBytes()).isPositive();
                  assertThat(state.useCount()).isEqualTo(1);
                });
        assertThat(tenants.get(0).sequence()).isEqualTo(open.sequence());
        assertThat(tenants.get(1).state()).isEqualTo(new TenantState.Closed());
        assertThat(tenants.get(1).sequence()).isEqualTo(sequence);
        assertThat(tenants.get(1).fileBytes()).isPositive();
        assertThat(tenants.get(2).state()).isEqualTo(new TenantState.Suspended());
      }
    }
    try (Thermograph engine = open(EngineMetrics.none())) {
      assertThat(engine.tenants().get(1).sequence()).as("known again").isEqualTo(sequence);
      assertThat(engine.tenants().get(0).state()).isEqualTo(new TenantState.Closed());
    }
  }

  @Test
  void whatHappensIsCountedAndTimed() {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Thermograph engine = open(metrics)) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      fill(acme, 1);
      Sample.add(acme, "Alice", 1);
      Sample.names(acme);
      engine.close("acme");
      Sample.names(acme);
      assertThat(engine.metrics()).isSameAs(metrics);
    }
    assertThat(metrics.total(EngineCounter.COMMITS)).as("one of them the schema").isEqualTo(3);
    assertThat(metrics.total(EngineCounter.VIEWS)).isEqualTo(2);
    assertThat(metrics.total(EngineCounter.TENANTS_OPENED)).isEqualTo(2);
    LatencySummary commits = metrics.summary(EngineTimer.COMMIT);
    assertThat(commits.count()).isEqualTo(3);
    assertThat(commits.p50()).isPositive().isLessThanOrEqualTo(commits.max());
    assertThat(commits.mean()).isPositive();
    assertThat(metrics.summary(EngineTimer.SYNC_WAIT).count()).isGreaterThanOrEqualTo(3);
    assertThat(metrics.summary(EngineTimer.TENANT_OPEN).count()).isEqualTo(2);
    assertThat(metrics.summary(EngineTimer.CHECKPOINT).count()).isPositive();
    assertThat(metrics.lastFailure()).isEmpty();
  }

  @Test
  void longStepsSayHowFarTheyHaveCome() {
    Set<EngineStep> seen = ConcurrentHashMap.newKeySet();
    EngineMetrics listening =
        new EngineMetrics() {
          @Override
          public void count(EngineCounter counter, long times) {}

          @Override
          public void record(EngineTimer timer, long nanos) {}

          @Override
          public void progress(int tenant, EngineStep step, long done, long total) {
            assertThat(done).isLessThanOrEqualTo(total);
            seen.add(step);
          }
        };
    try (Thermograph engine = open(listening)) {
      fill(engine.tenant("acme", Sample.SCHEMA), 30_000);
      engine.close("acme");
      Sample.names(engine.tenant("acme"));
    }
    assertThat(seen)
        .contains(EngineStep.MAPS_REOPEN, EngineStep.SNAPSHOT_WRITE, EngineStep.SNAPSHOT_VERIFY);
  }

  @Test
  void theFlightRecorderHasTheEvents() throws IOException {
    Path file = directory.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      for (String name : List.of("Commit", "SyncWait", "Checkpoint", "Rebuild", "Evict")) {
        recording.enable("dev.thermograph." + name).withoutThreshold();
      }
      recording.start();
      try (Thermograph engine =
          Thermograph.open(directory.resolve("data"), Sample.options().withOpenTenantCountMax(1))) {
        Tenant acme = engine.tenant("acme", Sample.SCHEMA);
        fill(acme, 10);
        fill(engine.tenant("other", Sample.SCHEMA), 10);
        Sample.names(acme);
      }
      recording.stop();
      recording.dump(file);
    }
    Set<String> names = new HashSet<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String name = event.getEventType().getName();
      names.add(name);
      assertThat(event.getInt("tenant")).isBetween(1, 2);
      switch (name) {
        case "dev.thermograph.Commit", "dev.thermograph.SyncWait" ->
            assertThat(event.getLong("sequence")).isPositive();
        case "dev.thermograph.Checkpoint", "dev.thermograph.Evict" ->
            assertThat(event.getLong("bytes")).isPositive();
        default -> assertThat(event.getString("source")).isIn("MAPS", "SNAPSHOT", "LOG");
      }
    }
    assertThat(names).hasSize(5);
  }
}
