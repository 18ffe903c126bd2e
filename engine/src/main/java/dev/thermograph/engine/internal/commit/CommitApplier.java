package dev.thermograph.engine.internal.commit;

import dev.thermograph.engine.error.CommitChainBrokenException;
import dev.thermograph.engine.error.CommitDamagedException;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.graph.EdgeView;
import dev.thermograph.engine.internal.graph.GraphStore;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * Applies commits to a tenant's memory, in order of their sequences.
 *
 * <p>The log has them already, so none is refused; what cannot be true of a validated commit is
 * damage, and halts the tenant before it harms its memory. <b>Single-threaded:</b> the tenant's
 * writer, or whoever replays the log.
 */
public final class CommitApplier implements CommitSink {
  private final GraphStore store;
  private final KeyDictionary keys;
  private final ObjLongConsumer<byte[]> catalogListener;
  private final CommitReader reader = new CommitReader();
  private final EdgeView edgeView = new EdgeView();
  private final CommitTally tally = new CommitTally();
  private long sequence;
  private int loggedNameCount;
  private NodeListener listener = NodeListener.NONE;

  /**
   * An applier of commits that follow each other.
   *
   * @param startSequence the commit whose state the store holds, 0 when it is empty: the next one
   *     must be the one behind it
   * @param catalogListener is told of each new catalog and the commit it came with
   */
  public CommitApplier(
      GraphStore store,
      KeyDictionary keys,
      long startSequence,
      ObjLongConsumer<byte[]> catalogListener) {
    this.sequence = startSequence;
    this.loggedNameCount = keys.count();
    this.store = store;
    this.keys = keys;
    this.catalogListener = catalogListener;
  }

  /** Tells somebody of all commits from the next one on. Between two commits. */
  public void listen(NodeListener who) {
    listener = who;
  }

  /** Who is told of commits. */
  public NodeListener listener() {
    return listener;
  }

  /** Sequence of the last commit that was applied, or the one that it started from. */
  public long sequence() {
    return sequence;
  }

  /** What the last commit changed, by whom and why; until the next is applied. */
  public CommitTally tally() {
    return tally;
  }

  /** How many property names are in the log; others wait for a commit that carries them. */
  public int loggedNameCount() {
    return loggedNameCount;
  }

  /**
   * Applies one commit.
   *
   * @throws CommitChainBrokenException when it was not built on the one before; nothing happened
   * @throws CommitDamagedException when it cannot follow; the tenant must be rebuilt then
   */
  public void apply(ByteBuffer payload, long commitSequence) {
    if (commitSequence <= sequence) {
      throw new CommitDamagedException(
          "the commit does not follow the one before, sequence=" + sequence, commitSequence, 0);
    }
    long previous = reader.begin(payload, commitSequence);
    if (previous != sequence) {
      throw new CommitChainBrokenException(commitSequence, previous, sequence);
    }
    sequence = commitSequence;
    tally.clear();
    reader.readChanges(this);
    listener.applied(commitSequence);
  }

  @Override
  public void names(int firstKeyId, List<String> names) {
    keys.apply(firstKeyId, names);
    loggedNameCount = Math.max(loggedNameCount, firstKeyId + names.size());
  }

  @Override
  public void putNode(int node, int kind, MemorySegment memory, long offset, int blockBytes) {
    boolean isNumber = node >= 0 && node < GraphStore.NODE_COUNT_MAX;
    require(isNumber, "a node's number is no number", node);
    requireKind(kind);
    int known = store.nodeKind(node);
    require(known < 0 || known == kind, "a node changes its kind", node);
    boolean isThere = known >= 0 && store.node(node, sequence) != GraphStore.NONE;
    tally.add(isThere ? CommitTally.NODES_UPDATED : CommitTally.NODES_CREATED);
    store.putNode(node, kind, memory, offset, blockBytes, sequence);
    listener.changed(node, kind);
  }

  @Override
  public void deleteNode(int node) {
    requireNode(node);
    require(!store.hasEdgesNow(node), "a node to delete has edges", node);
    tally.add(CommitTally.NODES_DELETED);
    store.deleteNode(node, sequence);
    listener.changed(node, store.nodeKind(node));
  }

  @Override
  public void putEdge(
      int edge, int kind, int from, int to, MemorySegment memory, long offset, int blockBytes) {
    boolean isNumber = edge >= 0 && edge < GraphStore.EDGE_COUNT_MAX;
    require(isNumber, "an edge's number is no number", edge);
    requireKind(kind);
    requireNode(from);
    requireNode(to);
    boolean same = store.mayBecome(edge, kind, from, to);
    require(same, "an edge changes its nodes or kind", edge);
    boolean isThere = store.edge(edge, sequence, edgeView);
    tally.add(isThere ? CommitTally.EDGES_UPDATED : CommitTally.EDGES_CREATED);
    store.putEdge(edge, kind, from, to, memory, offset, blockBytes, sequence);
  }

  @Override
  public void deleteEdge(int edge) {
    require(store.edge(edge, sequence, edgeView), "an edge to delete is not there", edge);
    tally.add(CommitTally.EDGES_DELETED);
    store.deleteEdge(edge, sequence);
  }

  @Override
  public void index(int index, long hash, int node) {
    require(index <= store.indexCount(), "an index's number leaves a gap", index);
    requireKnown(node);
    if (index == store.indexCount()) {
      store.addIndex();
    }
    store.index(index, hash, node, sequence);
  }

  @Override
  public void unindex(int index, long hash, int node) {
    require(index < store.indexCount(), "an index is not there", index);
    requireKnown(node);
    store.unindex(index, hash, node, sequence);
  }

  @Override
  public void catalog(MemorySegment memory, long offset, int bytes) {
    byte[] copy = new byte[bytes];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, copy, 0, bytes);
    catalogListener.accept(copy, sequence);
  }

  @Override
  public void note(String actor, String reason) {
    tally.note(actor, reason);
  }

  private void requireKind(int kind) {
    require(kind <= GraphStore.KIND_MAX, "a kind's number is too large", kind);
  }

  /** It may be deleted in the same commit, or brought back. */
  private void requireKnown(int node) {
    require(store.nodeKind(node) >= 0, "a node was never there", node);
  }

  private void requireNode(int node) {
    require(store.node(node, sequence) != GraphStore.NONE, "a node is not there", node);
  }

  private void require(boolean holds, String what, int number) {
    if (!holds) {
      throw new CommitDamagedException(what + ", number=" + number, sequence, 0);
    }
  }
}
