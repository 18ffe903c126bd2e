package dev.thermograph.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.graph.GraphDigest;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.HotTenants;
import dev.thermograph.engine.internal.tenancy.OpeningReport.Source;
import dev.thermograph.engine.internal.tenancy.TenantMaps;
import dev.thermograph.engine.internal.tenancy.TenantSnapshots;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose maps were damaged is built again and is the same; it is never waited for. */
final class DamagedTenantTest {
  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("thermograph.scale"));
  private static final int SEED_COUNT = NIGHTLY ? 600 : 30;
  private static final long OPEN_SECONDS_MAX = 30;
  private static final int TENANT = 3;
  private static final int NODES = 30;

  @TempDir Path directory;

  private final WriteAheadLog log =
      WriteAheadLog.open(
          MemorySegmentFiles.create(),
          LogOptions.defaults().withSegmentBytes(4 << 20).withPreparedSegmentCountMax(0));
  private final MemorySegmentFiles snapshotFiles = MemorySegmentFiles.create();
  private final TenantSnapshots snapshots =
      TenantSnapshots.open(
          TENANT, log, snapshotFiles::reopen, LogClock.SYSTEM, new SplittableRandom(1));
  private final Map<Integer, GraphModel.Node> nodes = new TreeMap<>();
  private final Map<Integer, GraphModel.Edge> edges = new TreeMap<>();

  @SuppressWarnings("NullAway.Init")
  private SealedSet set;

  private HotTenant open(Path maps) {
    return HotTenants.open(
        TENANT,
        log,
        TenantMaps.inDirectory(maps, TENANT, log.id()),
        snapshots,
        1 << 20,
        ProgressListener.NONE);
  }

  @BeforeEach
  void makeSet() throws IOException {
    Path golden = directory.resolve("golden");
    try (HotTenant tenant = open(golden)) {
      tenant.commit(commit -> put(commit, "first"), Durability.sync());
    }
    Map<String, byte[]> older = SealedSet.read(golden);
    try (HotTenant tenant = open(golden)) {
      assertThat(tenant.report().source()).isEqualTo(Source.MAPS);
      tenant.commit(commit -> put(commit, "second"), Durability.sync());
    }
    set = new SealedSet(older, SealedSet.read(golden), new byte[0]);
    assertThat(set.olderExtentCount()).isGreaterThan(1);
  }

  @AfterEach
  void close() {
    snapshots.close();
    log.close();
  }

  private void put(CommitWriter commit, String word) {
    for (int node = 0; node < NODES; node++) {
      String text = word + node + "x".repeat(10_000);
      nodes.put(node, new GraphModel.Node(0, text));
      MemorySegment block = MemorySegment.ofArray(text.getBytes(StandardCharsets.US_ASCII));
      commit.putNode(node, 0, block, 0, text.length());
      if (node > 0) {
        edges.put(node - 1, new GraphModel.Edge(1, node - 1, node, ""));
        commit.putEdge(node - 1, 1, node - 1, node, MemorySegment.NULL, 0, 0);
      }
    }
  }

  @Test
  void everyDamagedSetIsBuiltAgainAndTheSame() throws IOException {
    int rebuilt = 0;
    int sets = 0;
    for (Damage damage : Damage.values()) {
      for (int seed = 0; seed < SEED_COUNT; seed++) {
        String what = damage + " seed=" + seed;
        Path copy = set.copyTo(directory.resolve("damaged"));
        damage.inflict(set, copy, new Random(seed));
        rebuilt += openedFrom(copy, what) == Source.MAPS ? 0 : 1;
        sets++;
        delete(copy);
      }
    }
    System.out.println("DAMAGED TENANTS sets=" + sets + " rebuilt=" + rebuilt);
    assertThat(rebuilt).isGreaterThan(500);
  }

  private Source openedFrom(Path maps, String what) {
    long start = System.nanoTime();
    try (HotTenant tenant = open(maps);
        TenantView view = tenant.open()) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      assertThat(seconds).as("seconds of %s", what).isLessThan(OPEN_SECONDS_MAX);
      GraphDigest digest = new GraphDigest(view.store());
      assertThat(digest.nodes(view.sequence())).as(what).isEqualTo(nodes);
      assertThat(digest.edges(view.sequence())).as(what).isEqualTo(edges);
      Source source = tenant.report().source();
      if (source != Source.MAPS) {
        assertThat(tenant.report().refusals()).as(what).isNotEmpty();
      }
      return source;
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
