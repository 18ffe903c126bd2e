package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitTally;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant's memory without a tenant: one of everything that a snapshot can hold. */
final class SmallGraph implements AutoCloseable {
  static final int TENANT = 7;
  static final UUID ORIGIN = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);
  static final SnapshotStore.Owner OWNER = new SnapshotStore.Owner(TENANT, ORIGIN);
  static final long MICROS = 1_700_000_000_000_000L;
  static final int NODE_KIND = 2;
  static final int EDGE_KIND = 5;

  final Space space = new Space(new ArenaExtents());
  final GraphStore store = new GraphStore(space);
  final KeyDictionary keys = new KeyDictionary();
  final CommitTimes times = new CommitTimes(space);
  final List<SnapshotState.Catalog> catalogs = new ArrayList<>();
  long sequence;
  long horizon;
  Map<Integer, Long> horizons = Map.of();
  private int nameCount;

  /** Empty. */
  SmallGraph() {}

  /** With nodes and edges that live, changed, died and were forgotten. */
  static SmallGraph filled() {
    SmallGraph graph = little();
    graph.putNode(6, "x".repeat(70_000), 22);
    return graph;
  }

  /** The same in one block. */
  static SmallGraph little() {
    SmallGraph graph = new SmallGraph();
    graph.fill();
    return graph;
  }

  private void fill() {
    keys.findOrAdd("name");
    keys.findOrAdd("größe");
    nameCount = keys.count();
    keys.findOrAdd("not in the log yet");
    catalogs.add(new SnapshotState.Catalog(1, bytes("catalog one")));
    catalogs.add(new SnapshotState.Catalog(9, bytes("catalog two")));
    for (int node = 0; node < 6; node++) {
      putNode(node, "node " + node, 1 + node);
      store.index(0, hash(node), node, 1 + node);
    }
    for (int edge = 0; edge < 8; edge++) {
      putEdge(edge, edge % 5, (edge + 1) % 5, edge % 2 == 0 ? "" : "edge " + edge, 8 + edge);
    }
    putNode(1, "node 1, changed", 16);
    store.unindex(0, hash(1), 1, 16);
    store.index(0, hash(11), 1, 16);
    putEdge(2, 2, 3, "edge 2, changed", 17);
    store.deleteEdge(3, 18);
    store.deleteNode(5, 19);
    putEdge(3, 3, 4, "edge 3, back", 20);
    store.deleteEdge(0, 21);
    for (long commit = 1; commit <= 22; commit++) {
      times.add(commit, MICROS + 10 * commit, tally((int) commit));
    }
    sequence = 22;
    horizons = Map.of(EDGE_KIND, 4L);
  }

  /** Of few changes and of many, with a note and without. */
  private static CommitTally tally(int commit) {
    CommitTally tally = new CommitTally();
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      tally.set(which, commit % (which + 2) == 0 ? commit : 0);
    }
    if (commit % 5 == 0) {
      tally.set(CommitTally.NODES_CREATED, 1 << commit);
    }
    if (commit % 3 == 0) {
      tally.note("alice", commit % 2 == 0 ? "größer" : "");
    }
    return tally;
  }

  static long hash(int value) {
    return value * 0x9E3779B97F4A7C15L;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void putNode(int node, String text, long since) {
    if (store.indexCount() == 0) {
      store.addIndex();
    }
    byte[] block = bytes(text);
    store.putNode(node, NODE_KIND, MemorySegment.ofArray(block), 0, block.length, since);
    sequence = Math.max(sequence, since);
  }

  void putEdge(int edge, int from, int to, String text, long since) {
    byte[] block = bytes(text);
    store.putEdge(edge, EDGE_KIND, from, to, MemorySegment.ofArray(block), 0, block.length, since);
    sequence = Math.max(sequence, since);
  }

  SnapshotState state() {
    return state(new NoPin(sequence));
  }

  SnapshotState state(SnapshotState.Pin pin) {
    return new SnapshotState(
        TENANT,
        sequence,
        horizon,
        horizons,
        catalogs,
        keys,
        nameCount,
        times,
        times.end(),
        store,
        store.nodeEnd(),
        store.edgeEnd(),
        pin);
  }

  @Override
  public void close() {
    space.close();
  }

  /** For memory that nobody changes. */
  record NoPin(long newestSequence) implements SnapshotState.Pin {
    @Override
    public void renew() {}

    @Override
    public void close() {}
  }
}
