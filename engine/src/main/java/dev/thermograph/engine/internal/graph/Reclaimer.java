package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.SequenceQueue;
import dev.thermograph.engine.internal.memory.Space;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives back what only views below the horizon could see: older versions, deleted nodes and edges
 * but for their slots, removed entries of adjacency, blocks and groups that became empty, entries
 * of indexes.
 *
 * <p>Each change that leaves something to the past is queued under its kind with its sequence. When
 * the kind's horizon has passed that and no open view is older, what it left is unlinked and
 * retired. An entry takes a bounded time, a few cache misses mostly. <b>Single-threaded:</b> the
 * writer.
 */
final class Reclaimer {
  private static final int VISITED_KINDS_MAX = 1024;

  private static final int CODE_SHIFT = 48;
  private static final int INDEX_SHIFT = 32;
  private static final int INDEX_MASK = 0xFFFF;
  private static final int CODE_NODE = 1;
  private static final int CODE_EDGE = 2;
  private static final int CODE_LISTING = 3;

  private final Space space;
  private final NodeSlots nodes;
  private final EdgeSlots edges;
  private final Adjacency adjacency;
  private final Members members;
  private final Indexes indexes;

  private @Nullable PastQueue[] queues = new PastQueue[0];
  private int nextKind;
  private long newestSequence;
  private boolean loading;
  private long loadedFrom;
  private long loadedTo;

  Reclaimer(
      Space space,
      NodeSlots nodes,
      EdgeSlots edges,
      Adjacency adjacency,
      Members members,
      Indexes indexes) {
    this.space = space;
    this.nodes = nodes;
    this.edges = edges;
    this.adjacency = adjacency;
    this.members = members;
    this.indexes = indexes;
  }

  /** From now on sequences come in any order, but for each element's own. */
  void beginLoading(long from, long to) {
    loading = true;
    loadedFrom = from;
    loadedTo = to;
  }

  void endLoading() {
    loading = false;
  }

  /** Takes note of a change's sequence. */
  void saw(long sequence) {
    newestSequence = Math.max(newestSequence, sequence);
  }

  /** A version of a node has others before it, or deletes it. */
  void nodeChanged(int node, int kind, long version, long sequence) {
    add(kind, sequence, entry(CODE_NODE, 0, node), version);
  }

  /** A version of an edge has others before it, or deletes it, or has no properties. */
  void edgeChanged(int edge, int kind, long version, long sequence) {
    add(kind, sequence, entry(CODE_EDGE, 0, edge), version);
  }

  /** A node is under a hash no more. */
  void listingEnds(int index, long hash, int node, int kind, long sequence) {
    add(kind, sequence, entry(CODE_LISTING, index, node), hash);
  }

  private static long entry(int code, int index, int number) {
    return ((long) code << CODE_SHIFT) | ((long) index << INDEX_SHIFT) | number;
  }

  private void add(int kind, long sequence, long first, long second) {
    PastQueue queue = requireQueue(kind);
    if (loading) {
      queue.addLoaded(part(sequence), sequence, first, second);
    } else {
      queue.add(sequence, first, second);
    }
  }

  private int part(long sequence) {
    double share = (double) (sequence - loadedFrom) / Math.max(1, loadedTo - loadedFrom);
    return Math.clamp((long) (share * PastQueue.PART_COUNT), 0, PastQueue.PART_COUNT - 1);
  }

  private PastQueue requireQueue(int kind) {
    PastQueue queue = kind < queues.length ? queues[kind] : null;
    if (queue == null) {
      queue = new PastQueue(space);
      queues = Arrays.copyOf(queues, Math.max(queues.length, kind + 1));
      queues[kind] = queue;
    }
    return queue;
  }

  /**
   * Works off entries that no view can need.
   *
   * @return how many, at most {@code countMax}
   */
  int reclaim(Horizons horizons, long oldestView, int countMax) {
    int count = 0;
    int visits = Math.min(queues.length, VISITED_KINDS_MAX);
    for (int visit = 0; visit < visits && count < countMax; visit++) {
      nextKind = nextKind < queues.length ? nextKind : 0;
      PastQueue queue = queues[nextKind];
      if (queue != null) {
        long bound = Math.min(horizons.of(nextKind), oldestView);
        count += reclaim(queue, nextKind, bound, countMax - count);
      }
      nextKind++;
    }
    return count;
  }

  private int reclaim(PastQueue queue, int kind, long bound, int countMax) {
    int count = 0;
    while (count < countMax) {
      SequenceQueue next = queue.next();
      if (next.isEmpty() || next.sequence() > bound) {
        return count;
      }
      if (drop(kind, next.first(), next.second(), bound)) {
        next.remove();
      }
      count++;
    }
    return count;
  }

  /** Returns false when more of the same entry is left to do. */
  private boolean drop(int kind, long first, long second, long bound) {
    int number = (int) first;
    switch ((int) (first >>> CODE_SHIFT)) {
      case CODE_NODE -> dropNode(number, kind, second);
      case CODE_EDGE -> {
        return dropEdge(number, kind, second, bound);
      }
      case CODE_LISTING -> dropListing(first, number, kind, second);
      default -> throw new IllegalStateException("no such entry: entry=" + first);
    }
    return true;
  }

  private void dropNode(int node, int kind, long reference) {
    long version = space.address(reference);
    VersionChain.retirePrevious(space, version, retireAt());
    long head = NodeSlots.versionsAddress(nodes.require(node));
    if (Memory.getLong(head) == reference && VersionChain.isDeleted(version)) {
      members.require(kind).remove(node);
      VersionChain.retireOnly(space, head, retireAt());
    }
  }

  private boolean dropEdge(int edge, int kind, long reference, long bound) {
    long version = space.address(reference);
    long slot = edges.require(edge);
    boolean deleted = VersionChain.isDeleted(version);
    if (deleted && hasMoreToDrop(slot, kind, version, bound)) {
      return false;
    }
    VersionChain.retirePrevious(space, version, retireAt());
    long head = EdgeSlots.versionsAddress(slot);
    boolean plain = !deleted && GraphStore.blockBytes(version) == 0;
    EdgeSlots.setCreated(slot, plain ? GraphStore.sequence(version) : EdgeSlots.NEVER);
    if ((plain || deleted) && Memory.getLong(head) == reference) {
      VersionChain.retireOnly(space, head, retireAt());
    }
    return true;
  }

  private boolean hasMoreToDrop(long slot, int kind, long version, long bound) {
    int outAt = Memory.getInt(version + RecordLayout.DELETED_OUT_AT_OFFSET);
    int inAt = Memory.getInt(version + RecordLayout.DELETED_IN_AT_OFFSET);
    long from = nodes.require(EdgeSlots.from(slot));
    long to = nodes.require(EdgeSlots.to(slot));
    int outKey = AdjacencyLayout.groupKey(kind, false);
    int inKey = AdjacencyLayout.groupKey(kind, true);
    boolean outMore = adjacency.dropRemoved(from, outKey, outAt, bound, retireAt());
    boolean inMore = adjacency.dropRemoved(to, inKey, inAt, bound, retireAt());
    return outMore || inMore;
  }

  private void dropListing(long first, int node, int kind, long hash) {
    int index = (int) (first >>> INDEX_SHIFT) & INDEX_MASK;
    if (!indexes.require(index).end(hash, node, retireAt())) {
      requireQueue(kind).add(newestSequence, first, hash);
    }
  }

  /**
   * What is unlinked now may be in the hands of any view opened so far, also of one opened since
   * the newest commit was published; those opened after the next one is published have it not.
   */
  private long retireAt() {
    return newestSequence + 1;
  }

  /** Says where the queues are. */
  void save(RootWriter roots) {
    roots.putLong(newestSequence);
    roots.putInt(queues.length);
    for (PastQueue queue : queues) {
      roots.putInt(queue == null ? 0 : 1);
      if (queue != null) {
        queue.save(roots);
      }
    }
  }

  /** Finds them again; there must be none. */
  void restore(RootReader roots) {
    newestSequence = roots.getLong();
    int count = roots.getCount();
    for (int kind = 0; kind < count; kind++) {
      if (roots.getInt() != 0) {
        requireQueue(kind).restore(roots);
      }
    }
  }
}
