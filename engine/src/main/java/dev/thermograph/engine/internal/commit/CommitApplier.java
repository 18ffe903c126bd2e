package dev.thermograph.engine.internal.commit;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.graph.EdgeView;
import dev.thermograph.engine.internal.graph.GraphStore;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

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
  private final Consumer<byte[]> catalogListener;
  private final CommitReader reader = new CommitReader();
  private final EdgeView edgeView = new EdgeView();
  private long sequence;

  /**
   * An applier of commits that follow each other.
   *
   * @param catalogListener is told of each new catalog
   */
  public CommitApplier(GraphStore store, KeyDictionary keys, Consumer<byte[]> catalogListener) {
    this.store = store;
    this.keys = keys;
    this.catalogListener = catalogListener;
  }

  /** Sequence of the last commit that was applied; 0 before the first. */
  public long sequence() {
    return sequence;
  }

  /**
   * Applies one commit.
   *
   * @throws CommitDamagedException when it cannot follow; the tenant must be rebuilt then
   */
  public void apply(ByteBuffer payload, long commitSequence) {
    if (commitSequence <= sequence) {
      throw new CommitDamagedException(
          "the commit does not follow the one before, sequence=" + sequence, commitSequence, 0);
    }
    sequence = commitSequence;
    reader.read(payload, commitSequence, this);
  }

  @Override
  public void names(int firstKeyId, List<String> names) {
    keys.apply(firstKeyId, names);
  }

  @Override
  public void putNode(int node, int kind, MemorySegment memory, long offset, int blockBytes) {
    require(node >= 0 && node <= store.nodeEnd(), "a node's number leaves a gap", node);
    long version = store.node(node, sequence);
    boolean same = version == GraphStore.NONE || GraphStore.kind(version) == kind;
    require(same, "a node changes its kind", node);
    store.putNode(node, kind, memory, offset, blockBytes, sequence);
  }

  @Override
  public void deleteNode(int node) {
    requireNode(node);
    require(!store.hasEdgesNow(node), "a node to delete has edges", node);
    store.deleteNode(node, sequence);
  }

  @Override
  public void putEdge(
      int edge, int kind, int from, int to, MemorySegment memory, long offset, int blockBytes) {
    require(edge >= 0 && edge <= store.edgeEnd(), "an edge's number leaves a gap", edge);
    requireNode(from);
    requireNode(to);
    boolean same =
        !store.edge(edge, sequence, edgeView)
            || (edgeView.kind() == kind && edgeView.from() == from && edgeView.to() == to);
    require(same, "an edge changes its nodes or kind", edge);
    store.putEdge(edge, kind, from, to, memory, offset, blockBytes, sequence);
  }

  @Override
  public void deleteEdge(int edge) {
    require(store.edge(edge, sequence, edgeView), "an edge to delete is not there", edge);
    store.deleteEdge(edge, sequence);
  }

  @Override
  public void index(int index, long hash, int node) {
    require(index <= store.indexCount(), "an index's number leaves a gap", index);
    if (index == store.indexCount()) {
      store.addIndex();
    }
    store.index(index, hash, node, sequence);
  }

  @Override
  public void catalog(MemorySegment memory, long offset, int bytes) {
    byte[] copy = new byte[bytes];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, copy, 0, bytes);
    catalogListener.accept(copy);
  }

  @Override
  public void note(String actor, String reason) {
    // Kept in the log, where an audit reads it.
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
