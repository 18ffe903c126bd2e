package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's nodes, edges and adjacency at every retained sequence.
 *
 * <p>The writer applies commits in order of their sequences; what it is told has been validated and
 * is in the log, so nothing here refuses. Readers name the sequence of their view. Numbers of nodes
 * and edges are dense, given out by the caller, and never used twice.
 *
 * <p><b>Threads:</b> one writer; everything that takes a view's sequence on any thread, as long as
 * the view is one of those that {@link #setHorizon} keeps.
 */
public final class GraphStore {
  /** What the lookups say when the view sees nothing there. */
  public static final long NONE = VersionChain.NONE;

  private static final int HEAD_OFFSET = 0;
  private static final int GROUPS_OFFSET = 8;
  private static final int NODE_SLOT_BYTES = 16;
  private static final MemorySegment NO_BLOCK = MemorySegment.NULL;

  private final Space space;
  private final SlotTable nodes;
  private final EdgeSlots edges;
  private final Adjacency adjacency;
  private volatile @Nullable KindMembers[] members = new KindMembers[0];
  private volatile HashIndex[] indexes = new HashIndex[0];
  private volatile int nodeEnd;
  private volatile int edgeEnd;
  private long horizon;

  /** An empty graph. */
  public GraphStore(Space space) {
    this.space = space;
    this.nodes = new SlotTable(space, NODE_SLOT_BYTES);
    this.edges = new EdgeSlots(space);
    this.adjacency = new Adjacency(space);
  }

  /** Numbers from here on were never used for nodes. */
  public int nodeEnd() {
    return nodeEnd;
  }

  /** Numbers from here on were never used for edges. */
  public int edgeEnd() {
    return edgeEnd;
  }

  /**
   * Promises that no view is older than a sequence, and none will be: what only older ones could
   * see may go.
   */
  public void setHorizon(long sequence) {
    horizon = Math.max(horizon, sequence);
  }

  // The writer's side.

  /** Creates a node, changes it, or brings a deleted one back: it has this block from now on. */
  public void putNode(
      int node, int kind, MemorySegment block, long offset, int bytes, long sequence) {
    long head = nodes.require(node) + HEAD_OFFSET;
    if (Memory.getLong(head) == 0) {
      requireMembers(kind).add(node);
      nodeEnd = Math.max(nodeEnd, node + 1);
    }
    VersionChain.push(space, head, sequence, kind, 0, block, offset, bytes);
    VersionChain.dropBefore(space, head, horizon);
  }

  /** Deletes a node, whose edges are gone by now. */
  public void deleteNode(int node, long sequence) {
    long head = nodes.require(node) + HEAD_OFFSET;
    int kind = kind(space.address(Memory.getLong(head)));
    VersionChain.push(space, head, sequence, kind, RecordLayout.DELETED, NO_BLOCK, 0, 0);
    VersionChain.dropBefore(space, head, horizon);
  }

  /** Creates an edge between nodes that exist, changes it, or brings a deleted one back. */
  public void putEdge(
      int edge,
      int kind,
      int from,
      int to,
      MemorySegment block,
      long offset,
      int bytes,
      long sequence) {
    long slot = edges.require(edge);
    boolean fresh = !EdgeSlots.isUsed(slot);
    boolean links = fresh || isDeletedNow(slot);
    if (!fresh || bytes > 0) {
      long head = EdgeSlots.versionsAddress(slot);
      VersionChain.push(space, head, sequence, kind, 0, block, offset, bytes);
      VersionChain.dropBefore(space, head, horizon);
    }
    if (fresh) {
      EdgeSlots.begin(slot, kind, from, to, sequence);
      edgeEnd = Math.max(edgeEnd, edge + 1);
    }
    if (links) {
      link(slot, edge, sequence);
    }
  }

  private void link(long slot, int edge, long sequence) {
    int kind = EdgeSlots.kind(slot);
    int from = EdgeSlots.from(slot);
    int to = EdgeSlots.to(slot);
    int outKey = AdjacencyLayout.groupKey(kind, false);
    int inKey = AdjacencyLayout.groupKey(kind, true);
    int outAt = adjacency.add(groupsAddress(from), outKey, to, edge, sequence);
    int inAt = adjacency.add(groupsAddress(to), inKey, from, edge, sequence);
    EdgeSlots.setPlaces(slot, outAt, inAt);
  }

  /** Deletes an edge. */
  public void deleteEdge(int edge, long sequence) {
    long slot = edges.require(edge);
    int kind = EdgeSlots.kind(slot);
    long head = EdgeSlots.versionsAddress(slot);
    VersionChain.push(space, head, sequence, kind, RecordLayout.DELETED, NO_BLOCK, 0, 0);
    VersionChain.dropBefore(space, head, horizon);
    long from = groupsAddress(EdgeSlots.from(slot));
    long to = groupsAddress(EdgeSlots.to(slot));
    int outKey = AdjacencyLayout.groupKey(kind, false);
    int inKey = AdjacencyLayout.groupKey(kind, true);
    adjacency.remove(from, outKey, EdgeSlots.outAt(slot), edge, sequence, horizon);
    adjacency.remove(to, inKey, EdgeSlots.inAt(slot), edge, sequence, horizon);
  }

  private boolean isDeletedNow(long slot) {
    long head = Memory.getLong(EdgeSlots.versionsAddress(slot));
    return head != 0 && VersionChain.isDeleted(space.address(head));
  }

  private long groupsAddress(int node) {
    return nodes.require(node) + GROUPS_OFFSET;
  }

  private KindMembers requireMembers(int kind) {
    @Nullable KindMembers[] known = members;
    KindMembers found = kind < known.length ? known[kind] : null;
    if (found == null) {
      found = new KindMembers(space);
      known = Arrays.copyOf(known, Math.max(known.length, kind + 1));
      known[kind] = found;
      members = known;
    }
    return found;
  }

  /** Count of indexes; their numbers are below it. */
  public int indexCount() {
    return indexes.length;
  }

  /** Adds an index and returns its number. */
  public int addIndex() {
    HashIndex[] grown = Arrays.copyOf(indexes, indexes.length + 1);
    grown[indexes.length] = new HashIndex(space);
    indexes = grown;
    return grown.length - 1;
  }

  /** Lists a node under a hash. */
  public void index(int index, long hash, int node, long sequence) {
    indexes[index].add(hash, node, sequence);
  }

  /** Takes a node off a hash under which no view can see it any more. */
  public void unindex(int index, long hash, int node) {
    indexes[index].remove(hash, node);
  }

  // The readers' side.

  /** The version of a node that a view sees, or {@link #NONE}. Hot path. */
  public long node(int node, long viewSequence) {
    long slot = nodes.find(node);
    return slot == 0 ? NONE : VersionChain.visible(space, slot + HEAD_OFFSET, viewSequence);
  }

  /** Kind of a version. */
  public static int kind(long version) {
    return Memory.unsignedShort(version + RecordLayout.KIND_OFFSET);
  }

  /** Sequence of the commit that made a version. */
  public static long sequence(long version) {
    return Memory.getLong(version + RecordLayout.SEQUENCE_OFFSET);
  }

  /** Address of a version's property block. */
  public static long block(long version) {
    return version + RecordLayout.BLOCK_OFFSET;
  }

  /** Length of a version's property block; 0 for an edge without properties. */
  public static int blockBytes(long version) {
    return Memory.getInt(version + RecordLayout.BLOCK_BYTES_OFFSET);
  }

  /** Shows an edge as a view sees it; false when it sees none. Hot path. */
  public boolean edge(int edge, long viewSequence, EdgeView shown) {
    long slot = edges.find(edge);
    return slot != 0 && shown.show(space, slot, viewSequence);
  }

  /** Begins a walk over a node's edges of one kind and direction. Hot path. */
  public void walk(
      int node, int edgeKind, boolean incoming, long viewSequence, AdjacencyCursor cursor) {
    cursor.open(list(node, edgeKind, incoming), viewSequence);
  }

  private long list(int node, int edgeKind, boolean incoming) {
    long group = group(node, edgeKind, incoming);
    return group == 0 ? 0 : Memory.getLongAcquire(group + AdjacencyLayout.GROUP_LIST_OFFSET);
  }

  private long group(int node, int edgeKind, boolean incoming) {
    long slot = nodes.find(node);
    if (slot == 0) {
      return 0;
    }
    long groups = Memory.getLongAcquire(slot + GROUPS_OFFSET);
    return Adjacency.findGroup(space, groups, AdjacencyLayout.groupKey(edgeKind, incoming));
  }

  /** Count of a node's edges of one kind and direction after the last applied commit. */
  public int degreeNow(int node, int edgeKind, boolean incoming) {
    long group = group(node, edgeKind, incoming);
    return group == 0 ? 0 : Memory.getInt(group + AdjacencyLayout.GROUP_LIVE_OFFSET);
  }

  /** True when any edge comes from a node or goes to it after the last applied commit. */
  public boolean hasEdgesNow(int node) {
    long slot = nodes.find(node);
    return slot != 0 && Adjacency.hasLive(space, Memory.getLong(slot + GROUPS_OFFSET));
  }

  /** The first node of a kind from a number on that a view sees, or {@link #nodeEnd}. */
  public int nextOfKind(int kind, int from, long viewSequence) {
    int end = nodeEnd;
    @Nullable KindMembers[] known = members;
    KindMembers ofKind = kind < known.length ? known[kind] : null;
    if (ofKind == null) {
      return end;
    }
    int number = ofKind.nextFrom(from, end);
    while (number < end && node(number, viewSequence) == NONE) {
      number = ofKind.nextFrom(number + 1, end);
    }
    return number;
  }

  /** Begins a walk over the nodes that may have a hash. Hot path. */
  public void lookUp(int index, long hash, HashCursor cursor) {
    cursor.open(indexes[index], hash);
  }

  /** A cursor to be opened by {@link #walk}. */
  public AdjacencyCursor adjacencyCursor() {
    return new AdjacencyCursor(space);
  }

  /** A cursor to be opened by {@link #lookUp}. */
  public HashCursor hashCursor() {
    return new HashCursor();
  }
}
