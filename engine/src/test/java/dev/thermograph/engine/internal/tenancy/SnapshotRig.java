package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.commit.IntoCommit;
import dev.thermograph.engine.internal.graph.GraphDigest;
import dev.thermograph.engine.internal.graph.GraphMemory;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.graph.GraphScript;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** One tenant over a log, with snapshots, in memory, beside its model. */
final class SnapshotRig implements AutoCloseable {
  static final int TENANT = 7;
  static final int COMMIT_BYTES_MAX = 1 << 16;
  static final int NODES = 25;

  /** Commits until all of a chain's past is worked off, in small parts. */
  private static final int GIVING_BACK_ROUNDS = 12;

  static final LogOptions OPTIONS =
      LogOptions.defaults()
          .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
          .withPreparedSegmentCountMax(0);

  final GraphModel model = new GraphModel();
  final SplittableRandom random;
  private final long seed;
  private final GraphScript script;
  MemorySegmentFiles logFiles = MemorySegmentFiles.create();
  MemorySegmentFiles snapshotFiles = MemorySegmentFiles.create();
  TenantMaps maps = TenantMaps.inMemory(ArenaExtents::new);
  WriteAheadLog log = WriteAheadLog.open(logFiles, OPTIONS);
  TenantSnapshots snapshots = openSnapshots();
  HotTenant tenant = openTenant();
  long retainedFrom;

  SnapshotRig(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.script = new GraphScript(random.nextLong(), NODES);
  }

  TenantSnapshots openSnapshots() {
    return openSnapshots(LogClock.SYSTEM);
  }

  TenantSnapshots openSnapshots(LogClock clock) {
    return TenantSnapshots.open(TENANT, log, snapshotFiles::reopen, clock, new SplittableRandom(1));
  }

  HotTenant openTenant() {
    return HotTenants.open(TENANT, log, maps, snapshots, COMMIT_BYTES_MAX, ProgressListener.NONE);
  }

  void commit() {
    commit(Durability.none());
  }

  void commit(Durability durability) {
    long next = log.lastSequence() + 1; // nobody else appends
    tenant.commit(into -> script.commit(new IntoCommit(into), model, next), durability);
  }

  void checkpoint() throws IOException {
    try (SnapshotState state = tenant.care().captureState().orElseThrow()) {
      write(state);
    }
  }

  void write(SnapshotState state) throws IOException {
    snapshots.write(state, new Progress(TENANT, ProgressListener.NONE), new Cancellation());
  }

  void forget() {
    try (TenantView now = tenant.open()) {
      retainedFrom = random.nextLong(retainedFrom, now.sequence() + 1);
      tenant.care().retainFrom(retainedFrom);
    }
  }

  /** Ends everything and begins again from the files. */
  void restart() {
    tenant.close();
    snapshots.close();
    log.close();
    logFiles = logFiles.reopen();
    log = WriteAheadLog.open(logFiles, OPTIONS);
    snapshots = openSnapshots();
    tenant = openTenant();
    retainedFrom = tenant.store().horizon(0); // what was let go after the snapshot is back
  }

  /** Compares every retained sequence, or some when there are many. */
  void requireSame() {
    try (TenantView now = tenant.open()) {
      requireSame(now);
      long step = Math.max(1, (now.sequence() - retainedFrom) / 12);
      for (long past = retainedFrom; past < now.sequence(); past += step) {
        try (TenantView then = tenant.openAt(past)) {
          requireSame(then);
        }
      }
    }
  }

  private void requireSame(TenantView view) {
    requireSame(view.store(), model, view.sequence(), seed);
  }

  static void requireSame(GraphStore store, GraphModel model, long sequence, long seed) {
    GraphDigest digest = new GraphDigest(store);
    assertThat(digest.nodes(sequence))
        .as("nodes: seed=%d view=%d", seed, sequence)
        .isEqualTo(model.nodesAt(sequence));
    var edges = model.edgesAt(sequence);
    assertThat(digest.edges(sequence))
        .as("edges: seed=%d view=%d", seed, sequence)
        .isEqualTo(edges);
    requireListed(digest, model, sequence, seed);
    for (int node = 0; node < NODES; node++) {
      for (int kind = 0; kind < GraphScript.KINDS; kind++) {
        for (boolean incoming : new boolean[] {false, true}) {
          assertThat(digest.adjacent(node, kind, incoming, sequence))
              .as("edges of %d: kind=%d seed=%d view=%d", node, kind, seed, sequence)
              .isEqualTo(GraphModel.adjacent(edges, node, kind, incoming));
        }
      }
    }
  }

  private static void requireListed(
      GraphDigest digest, GraphModel model, long sequence, long seed) {
    Map<List<Long>, Set<Integer>> listed = new HashMap<>();
    model
        .nodesAt(sequence)
        .forEach(
            (number, node) ->
                listed
                    .computeIfAbsent(
                        List.of(GraphScript.hash(node), (long) node.kind()), _ -> new TreeSet<>())
                    .add(number));
    listed.forEach(
        (key, numbers) ->
            assertThat(digest.listed(key.getFirst(), key.getLast().intValue(), sequence))
                .as("listed under %s: seed=%d view=%d", key, seed, sequence)
                .isEqualTo(numbers));
  }

  /** Deletes and forgets everything, until nothing is used but for slots. */
  void requireAllGivenBack() {
    long next = log.lastSequence() + 1;
    tenant.commit(
        into -> script.deleteEverything(new IntoCommit(into), model, next), Durability.none());
    for (int round = 0; round < GIVING_BACK_ROUNDS; round++) {
      tenant.care().retainFrom(tenant.commit(into -> into.note("", "goes on"), Durability.sync()));
    }
    assertThat(tenant.store().usedBytes() - tenant.times().usedBytes())
        .as("bytes when all is gone: seed=%d", seed)
        .isEqualTo(GraphMemory.emptiedBytes(tenant.store(), model));
  }

  @Override
  public void close() {
    tenant.close();
    snapshots.close();
    log.close();
  }
}
