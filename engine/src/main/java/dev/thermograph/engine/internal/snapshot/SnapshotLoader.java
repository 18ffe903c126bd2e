package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.engine.error.SnapshotRefusedException;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitTally;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.SequenceQueue;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.error.Messages;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Builds a tenant's memory from what a snapshot holds. What it was given is of no use when the
 * snapshot is refused.
 *
 * <p><b>Single-threaded:</b> nobody reads the memory yet. Hot path: allocates per name only.
 */
public final class SnapshotLoader implements SnapshotSink {
  private static final int NODE_BITS = 32;

  private final Space space;
  private final GraphStore store;
  private final KeyDictionary keys;
  private final CommitTimes times;
  private final ObjLongConsumer<byte[]> catalogs;
  private final SequenceQueue endings;
  private final Map<Integer, Long> horizons = new HashMap<>();
  private long sequence;
  private long horizon;
  private long hashesUpTo;
  private int nodeEnd;
  private int edgeEnd;
  private int number;
  private int kind;
  private int from;
  private int to;

  /**
   * A loader into empty parts.
   *
   * @param catalogs is told of each catalog and the commit it came with
   */
  public SnapshotLoader(
      Space space,
      GraphStore store,
      KeyDictionary keys,
      CommitTimes times,
      ObjLongConsumer<byte[]> catalogs) {
    this.space = space;
    this.store = store;
    this.keys = keys;
    this.times = times;
    this.catalogs = catalogs;
    this.endings = new SequenceQueue(space);
  }

  /** The last commit that was loaded. */
  public long sequence() {
    return sequence;
  }

  /** The first sequence that views may see. */
  public long horizon() {
    return horizon;
  }

  /** Up to here the log has to be replayed. */
  public long hashesUpTo() {
    return hashesUpTo;
  }

  @Override
  public void begin(SnapshotHeader header) {
    sequence = header.sequence();
    horizon = header.horizon();
    nodeEnd = header.nodeEnd();
    edgeEnd = header.edgeEnd();
    store.beginLoading(horizon, sequence);
  }

  @Override
  public void catalog(long since, byte[] catalog) {
    catalogs.accept(catalog, since);
  }

  @Override
  public void name(String name) {
    int id = keys.count();
    if (keys.findOrAdd(name) != id) {
      throw refused("a name comes twice: id=%d", id);
    }
  }

  @Override
  public void horizon(int ofKind, long since) {
    horizons.put(ofKind, since);
  }

  @Override
  public void commit(long commit, long micros, CommitTally tally) {
    times.add(commit, micros, tally);
  }

  @Override
  public void node(int node, int ofKind) {
    number = node;
    kind = ofKind;
    store.useNode(node, ofKind);
  }

  @Override
  public void nodeVersion(long since, MemorySegment memory, long offset, int blockBytes) {
    store.putNode(number, kind, memory, offset, blockBytes, since);
  }

  @Override
  public void nodeDeleted(long since) {
    store.deleteNode(number, since);
  }

  @Override
  public void edge(int edge, int ofKind, int fromNode, int toNode) {
    number = edge;
    kind = ofKind;
    from = fromNode;
    to = toNode;
    if (store.nodeKind(from) < 0 || store.nodeKind(to) < 0) {
      throw refused("an edge has a node that never was: edge=%d from=%d to=%d", edge, from, to);
    }
    store.useEdge(edge, ofKind, from, to);
  }

  @Override
  public void edgeVersion(long since, MemorySegment memory, long offset, int blockBytes) {
    store.putEdge(number, kind, from, to, memory, offset, blockBytes, since);
  }

  @Override
  public void edgeDeleted(long since) {
    store.deleteEdge(number, since);
  }

  /** A node that is not there was made by a commit that is still to be replayed. */
  @Override
  public void hash(int index, int tag, int node, boolean isEnding) {
    while (store.indexCount() <= index) {
      store.addIndex();
    }
    if (store.nodeKind(node) < 0) {
      return;
    }
    store.index(index, tag, node, sequence);
    if (isEnding) {
      endings.add(0, ((long) index << NODE_BITS) | node, tag);
    }
  }

  /** Only now it is known until when a view may need the entries that end. */
  @Override
  public void end(long upTo) {
    hashesUpTo = upTo;
    while (!endings.isEmpty()) {
      int index = (int) (endings.first() >>> NODE_BITS);
      store.unindex(index, endings.second(), (int) endings.first(), upTo);
      endings.remove();
    }
    store.endLoading(nodeEnd, edgeEnd);
    store.setHorizon(horizon);
    horizons.forEach(store::setHorizon);
    space.reclaim(Long.MAX_VALUE, Integer.MAX_VALUE); // nobody has seen what was replaced
  }

  private static SnapshotRefusedException refused(String what, Object... values) {
    return new SnapshotRefusedException("snapshot is damaged: " + Messages.format(what, values));
  }
}
