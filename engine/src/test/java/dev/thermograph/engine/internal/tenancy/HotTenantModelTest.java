package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.commit.IntoCommit;
import dev.thermograph.engine.internal.graph.GraphDigest;
import dev.thermograph.engine.internal.graph.GraphMemory;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.graph.GraphScript;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.store.ChronicleExtents;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Several tenants over one log show what plain collections show, at each instant they retain, also
 * after restarts; and give back what nobody needs.
 */
final class HotTenantModelTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CHAINS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 3_000 : 60;
  private static final int ACTIONS = 200;
  private static final int TENANTS = 3;
  private static final int COMMIT_BYTES_MAX = 1 << 16;

  /** Commits until all of a chain's past is worked off, in small parts. */
  private static final int GIVING_BACK_ROUNDS = 12;

  private static final LogOptions OPTIONS =
      LogOptions.defaults()
          .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
          .withPreparedSegmentCountMax(0);

  /** One chain's engine-to-be: a log, and tenants over it. */
  private static final class Rig implements AutoCloseable {
    private final long seed;
    private final SplittableRandom random;
    private final List<GraphModel> models = new ArrayList<>();
    private final List<GraphScript> scripts = new ArrayList<>();
    private final List<HotTenant> tenants = new ArrayList<>();
    private final long[] retainedFrom = new long[TENANTS];
    private MemorySegmentFiles files = MemorySegmentFiles.create();
    private WriteAheadLog log = WriteAheadLog.open(files, OPTIONS);

    Rig(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        models.add(new GraphModel());
        scripts.add(new GraphScript(random.nextLong(), 25));
      }
      openTenants();
    }

    private void openTenants() {
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        // The last of them in the maps that we ship; they take a while to open.
        Extents extents = tenant == TENANTS - 1 ? ChronicleExtents.inMemory() : new ArenaExtents();
        tenants.add(HotTenants.open(tenant + 1, log, extents, COMMIT_BYTES_MAX));
      }
    }

    void act() {
      int tenant = random.nextInt(TENANTS);
      int dice = random.nextInt(100);
      if (dice < 80) {
        commit(tenant);
      } else if (dice < 90) {
        look(tenant);
      } else if (dice < 97) {
        forget(tenant);
      } else {
        restart();
      }
    }

    private void commit(int tenant) {
      Durability durability =
          switch (random.nextInt(3)) {
            case 0 -> Durability.none();
            case 1 -> Durability.interval(Duration.ofMillis(5));
            default -> Durability.sync();
          };
      // Nobody else appends, so the sequence is known before it is given out.
      long next = log.lastSequence() + 1;
      long sequence =
          tenants
              .get(tenant)
              .commit(
                  commit ->
                      scripts.get(tenant).commit(new IntoCommit(commit), models.get(tenant), next),
                  durability);
      try (TenantView view = tenants.get(tenant).open()) {
        assertThat(view.sequence()).as("seed=%d", seed).isGreaterThanOrEqualTo(sequence);
      }
    }

    private void look(int tenant) {
      try (TenantView now = tenants.get(tenant).open()) {
        requireSame(tenant, now);
        long lowest = retainedFrom[tenant];
        if (lowest < now.sequence()) {
          long past = random.nextLong(lowest, now.sequence());
          try (TenantView then = tenants.get(tenant).openAt(past)) {
            requireSame(tenant, then);
          }
        }
      }
    }

    private void forget(int tenant) {
      try (TenantView now = tenants.get(tenant).open()) {
        long from = random.nextLong(retainedFrom[tenant], now.sequence() + 1);
        tenants.get(tenant).care().retainFrom(from);
        retainedFrom[tenant] = from;
        requireSame(tenant, now);
      }
    }

    private void restart() {
      tenants.forEach(HotTenant::close);
      tenants.clear();
      if (random.nextBoolean()) { // else the same log, in which not everything is durable yet
        log.close();
        files = files.reopen();
        log = WriteAheadLog.open(files, OPTIONS);
      }
      openTenants();
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        look(tenant);
      }
    }

    /** Once all is deleted and the past let go, nothing stays but slots: to the byte. */
    void requireNoMemoryLeft() {
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        HotTenant hot = tenants.get(tenant);
        GraphModel model = models.get(tenant);
        GraphScript script = scripts.get(tenant);
        long next = log.lastSequence() + 1;
        hot.commit(
            commit -> script.deleteEverything(new IntoCommit(commit), model, next),
            Durability.none());
        for (int round = 0; round < GIVING_BACK_ROUNDS; round++) {
          long last = hot.commit(commit -> commit.note("", "goes on"), Durability.sync());
          hot.care().retainFrom(last);
          try (TenantView now = hot.open()) {
            requireSame(tenant, now);
          }
        }
        assertThat(hot.store().usedBytes() - hot.times().usedBytes())
            .as("bytes when all is gone: seed=%d tenant=%d", seed, tenant)
            .isEqualTo(GraphMemory.emptiedBytes(hot.store(), model));
      }
    }

    private void requireSame(int tenant, TenantView view) {
      GraphModel model = models.get(tenant);
      GraphDigest digest = new GraphDigest(view.store());
      long sequence = view.sequence();
      assertThat(digest.nodes(sequence))
          .as("nodes: seed=%d tenant=%d view=%d", seed, tenant, sequence)
          .isEqualTo(model.nodesAt(sequence));
      var edges = model.edgesAt(sequence);
      assertThat(digest.edges(sequence))
          .as("edges: seed=%d tenant=%d view=%d", seed, tenant, sequence)
          .isEqualTo(edges);
      int node = random.nextInt(1, 25);
      int kind = random.nextInt(GraphScript.KINDS);
      assertThat(digest.adjacent(node, kind, false, sequence))
          .as("edges of %d: seed=%d tenant=%d view=%d", node, seed, tenant, sequence)
          .isEqualTo(GraphModel.adjacent(edges, node, kind, false));
    }

    @Override
    public void close() {
      tenants.forEach(HotTenant::close);
      log.close();
    }
  }

  @Test
  void tenantsShowWhatTheirModelsShowAlsoAfterRestarts() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      try (Rig rig = new Rig(seed)) {
        for (int action = 0; action < ACTIONS; action++) {
          rig.act();
        }
        rig.requireNoMemoryLeft();
      }
    }
  }
}
