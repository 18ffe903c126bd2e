package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * A tenant's nodes, edges and adjacency at every retained sequence.
 *
 * <p>The writer applies commits in order of their sequences; what it is told has been validated and
 * is in the log, so nothing here refuses. Readers name the sequence of their view. Numbers of nodes
 * and edges are mostly dense, given out by the caller, and never used twice: that of a deleted node
 * or edge may only bring the same one back.
 *
 * <p><b>The past.</b> Each kind, of nodes or of edges, has a horizon, which {@link #setHorizon}
 * raises; what only views below it could see is given back by {@link #reclaim}, whether or not its
 * node or edge is ever changed again. What stays of a deleted one is its slot, 16 bytes of a node
 * and 32 of an edge.
 *
 * <p><b>Sequences out of order.</b> Who loads a snapshot may go from element to element, between
 * {@link #beginLoading} and {@link #endLoading}: the sequences of each node, of each edge, and of
 * each node under each hash must not fall, all others may. Versions and removals are told apart by
 * their own sequences, and what a block of adjacency says of all its entries is their maximum.
 * Nodes come before their edges, with all their versions if that is convenient; nobody reads
 * meanwhile.
 *
 * <p><b>Threads:</b> one writer; everything that takes a view's sequence on any thread, as long as
 * the view is not below the horizon of what it reads, see {@link #horizons}.
 */
public final class GraphStore {
  /** What the lookups say when the view sees nothing there. */
  public static final long NONE = VersionChain.NONE;

  /** Most nodes that a tenant can ever have had; their numbers are below it. */
  public static final int NODE_COUNT_MAX = 1 << 30;

  /** Most edges that a tenant can ever have had; their numbers are below it. */
  public static final int EDGE_COUNT_MAX = 1 << 30;

  /** Largest number of a kind, of nodes or of edges. */
  public static final int KIND_MAX = NodeSlots.KIND_MAX;

  private static final int NO_KIND = -1;

  private final Space space;
  private final NodeSlots nodes;
  private final EdgeSlots edges;
  private final Members members;
  private final Indexes indexes;
  private final Reclaimer reclaimer;
  private final EdgeWriter edgeWriter;
  private volatile Horizons horizons = Horizons.NONE;
  private volatile int nodeEnd;
  private volatile int edgeEnd;

  /** An empty graph. */
  public GraphStore(Space space) {
    this.space = space;
    this.nodes = new NodeSlots(space);
    this.edges = new EdgeSlots(space);
    this.members = new Members(space);
    this.indexes = new Indexes(space);
    Adjacency adjacency = new Adjacency(space);
    this.reclaimer = new Reclaimer(space, nodes, edges, adjacency, members, indexes);
    this.edgeWriter = new EdgeWriter(space, nodes, edges, adjacency, reclaimer);
  }

  /** Numbers from here on were never used for nodes. */
  public int nodeEnd() {
    return nodeEnd;
  }

  /** Numbers from here on were never used for edges. */
  public int edgeEnd() {
    return edgeEnd;
  }

  /** Bytes of off-heap blocks in use, without those that wait for views to close. */
  public long usedBytes() {
    return space.usedBytes();
  }

  // The past.

  /**
   * Announces that no view below a sequence will be opened: the floor of all kinds' horizons. Only
   * raises. Drops nothing by itself.
   */
  public void setHorizon(long sequence) {
    horizons = horizons.withFloor(sequence);
  }

  /**
   * Announces that no view below a sequence will begin to read a kind; only raises. Drops nothing
   * by itself. O(kinds): for several at once there is {@link #setHorizons}.
   *
   * @param kind number of a kind of nodes or of edges, 0..{@link #KIND_MAX}
   */
  public void setHorizon(int kind, long sequence) {
    horizons = horizons.with(kind, sequence);
  }

  /** As {@link #setHorizon(int, long)} for each kind from 0 on; 0 leaves one as it is. */
  public void setHorizons(long[] sequences) {
    horizons = horizons.with(sequences);
  }

  /** As {@link Horizons#of} now. Any thread. */
  public long horizon(int kind) {
    return horizons.of(kind);
  }

  /** As {@link Horizons#highest} now. Any thread. */
  public long highestHorizon() {
    return horizons.highest();
  }

  /**
   * How far back each kind may be read. Any thread, one volatile read.
   *
   * <p>The writer first announces horizons and then looks which views are open, for {@link
   * #reclaim}; a reader first pins his view and then takes the horizons. So either the writer sees
   * the view and keeps what it needs, or the view sees which kinds are not for it. What it may read
   * by the horizons that it took, it may read until it is closed, whatever is announced meanwhile.
   * A view that reads a kind all the same finds some nodes, edges and removed edges missing, but
   * never anything that is not true.
   */
  public Horizons horizons() {
    return horizons;
  }

  /**
   * Gives back what no view can need: what only views below the horizon of its kind and below
   * {@code oldestView} could see. It is unlinked and retired, for a reader may be in it, see {@link
   * Space#retire}: it waits until views opened so far are closed and a newer commit is published.
   *
   * <p>Costs about a microsecond per piece, cache misses mostly. A commit leaves at most one piece
   * per change, so twice that count each time keeps up.
   *
   * @param oldestView the oldest view that is open, looked up after the horizons were last
   *     announced; {@link Long#MAX_VALUE} for none
   * @param countMax how many pieces to give back at most
   * @return how many were; fewer than {@code countMax} when nothing is left to do now, in 1,024
   *     kinds at a time
   */
  public int reclaim(long oldestView, int countMax) {
    return reclaimer.reclaim(horizons, oldestView, countMax);
  }

  /**
   * From now on sequences come in any order but for each element's own, see above.
   *
   * @param from about the lowest sequence that will come
   * @param to about the highest
   */
  public void beginLoading(long from, long to) {
    reclaimer.beginLoading(from, to);
  }

  /**
   * From now on sequences do not fall, and none is below those that were loaded.
   *
   * @param nodeCount how many numbers of nodes were given out before the snapshot, also for those
   *     that it does not have any more; they stay used
   * @param edgeCount the same of edges
   */
  public void endLoading(int nodeCount, int edgeCount) {
    nodeEnd = Math.max(nodeEnd, nodeCount);
    edgeEnd = Math.max(edgeEnd, edgeCount);
    reclaimer.endLoading();
  }

  /** A number is that of a node of a kind, whether a version of it is loaded or not. */
  public void useNode(int node, int kind) {
    NodeSlots.begin(nodes.require(node), kind);
  }

  /** A number is that of an edge, whether a version of it is loaded or not. */
  public void useEdge(int edge, int kind, int from, int to) {
    EdgeSlots.begin(edges.require(edge), kind, from, to, EdgeSlots.NEVER);
  }

  // Over an orderly restart.

  /** Says where everything is. */
  public void save(RootWriter roots) {
    roots.putInt(nodeEnd);
    roots.putInt(edgeEnd);
    nodes.save(roots);
    edges.save(roots);
    members.save(roots);
    indexes.save(roots);
    horizons.save(roots);
    reclaimer.save(roots);
  }

  /** Finds everything again; it must be empty. */
  public void restore(RootReader roots) {
    nodeEnd = roots.getInt();
    edgeEnd = roots.getInt();
    nodes.restore(roots);
    edges.restore(roots);
    members.restore(roots);
    indexes.restore(roots);
    horizons = Horizons.restored(roots);
    reclaimer.restore(roots);
  }

  // The writer's side.

  /**
   * Creates a node, changes it, or brings a deleted one back: it has this block from now on. The
   * kind is the same each time. Sequences: those of one node do not fall.
   */
  public void putNode(
      int node, int kind, MemorySegment block, long offset, int bytes, long sequence) {
    reclaimer.saw(sequence);
    long slot = nodes.require(node);
    long head = NodeSlots.versionsAddress(slot);
    boolean changes = Memory.getLong(head) != 0;
    if (!changes) {
      NodeSlots.begin(slot, kind);
      members.require(kind).add(node);
      nodeEnd = Math.max(nodeEnd, node + 1);
    }
    long version = VersionChain.push(space, head, sequence, kind, block, offset, bytes);
    if (changes) {
      reclaimer.nodeChanged(node, kind, version, sequence);
    }
  }

  /**
   * Deletes a node, whose edges are gone by now, or will be once a snapshot is loaded. Sequences:
   * those of one node do not fall.
   */
  public void deleteNode(int node, long sequence) {
    reclaimer.saw(sequence);
    long slot = nodes.require(node);
    int kind = NodeSlots.kind(slot);
    long head = NodeSlots.versionsAddress(slot);
    long version = VersionChain.pushDeleted(space, head, sequence, kind, 0, 0);
    reclaimer.nodeChanged(node, kind, version, sequence);
  }

  /**
   * Creates an edge between nodes that exist, changes it, or brings a deleted one back. Its kind
   * and nodes are the same each time. Sequences: those of one edge do not fall.
   */
  public void putEdge(
      int edge,
      int kind,
      int from,
      int to,
      MemorySegment block,
      long offset,
      int bytes,
      long sequence) {
    reclaimer.saw(sequence);
    edgeWriter.put(edge, kind, from, to, block, offset, bytes, sequence);
    edgeEnd = Math.max(edgeEnd, edge + 1);
  }

  /** Deletes an edge. Sequences: those of one edge do not fall. */
  public void deleteEdge(int edge, long sequence) {
    reclaimer.saw(sequence);
    edgeWriter.delete(edge, sequence);
  }

  /** Count of indexes; their numbers are below it. */
  public int indexCount() {
    return indexes.count();
  }

  /** Adds an index and returns its number. */
  public int addIndex() {
    return indexes.add();
  }

  /** Lists a node under a hash, from now on; once is enough until {@link #unindex}. */
  public void index(int index, long hash, int node, long sequence) {
    reclaimer.saw(sequence);
    indexes.require(index).add(hash, node, sequence);
  }

  /**
   * Says that a node is not under a hash any more. Lookups go on to find it there until no view
   * sees it with that hash; a node that was never listed there stays so.
   */
  public void unindex(int index, long hash, int node, long sequence) {
    reclaimer.saw(sequence);
    if (indexes.require(index).mark(hash, node)) {
      reclaimer.listingEnds(index, hash, node, nodeKind(node), sequence);
    }
  }

  /** Kind of the node that has or had a number, or -1 when none ever had. Any thread. */
  public int nodeKind(int node) {
    long slot = nodes.find(node);
    return slot == 0 ? NO_KIND : NodeSlots.kind(slot);
  }

  /** Kind of the edge that has or had a number, or -1 when none ever had. Any thread. */
  public int edgeKind(int edge) {
    long slot = edges.find(edge);
    return slot == 0 ? -1 : EdgeSlots.kind(slot);
  }

  /** False when an edge of another kind or between other nodes has or had a number. */
  public boolean mayBecome(int edge, int kind, int from, int to) {
    long slot = edges.find(edge);
    return slot == 0
        || (EdgeSlots.kind(slot) == kind
            && EdgeSlots.from(slot) == from
            && EdgeSlots.to(slot) == to);
  }

  // The readers' side.

  /** The version of a node that a view sees, or {@link #NONE}. Hot path. */
  public long node(int node, long viewSequence) {
    long slot = nodes.find(node);
    return slot == 0
        ? NONE
        : VersionChain.visible(space, NodeSlots.versionsAddress(slot), viewSequence);
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

  /**
   * The last version of a node that a view sees as deleted; {@link #NONE} when it does not, or when
   * that version may be dropped. The writer's thread only, for no view keeps that version.
   */
  public long deletedNode(int node, long viewSequence) {
    long slot = nodes.find(node);
    int kind = slot == 0 ? NO_KIND : NodeSlots.kind(slot);
    long deletion =
        kind == NO_KIND ? NONE : deletion(NodeSlots.versionsAddress(slot), kind, viewSequence);
    return deletion == NONE ? NONE : space.address(previous(deletion));
  }

  /** Shows the last version of an edge as {@link #deletedNode} does; false when there is none. */
  public boolean deletedEdge(int edge, long viewSequence, EdgeView shown) {
    long slot = edges.find(edge);
    long deletion =
        slot == 0
            ? NONE
            : deletion(EdgeSlots.versionsAddress(slot), EdgeSlots.kind(slot), viewSequence);
    if (deletion == NONE) {
      return false;
    }
    long previous = previous(deletion);
    shown.show(slot, previous == 0 ? NONE : space.address(previous));
    return true;
  }

  private long deletion(long headAddress, int kind, long viewSequence) {
    long reference = Memory.getLong(headAddress);
    while (reference != 0 && sequence(space.address(reference)) > viewSequence) {
      reference = previous(space.address(reference));
    }
    long version = reference == 0 ? NONE : space.address(reference);
    boolean isKept =
        version != NONE && VersionChain.isDeleted(version) && sequence(version) > horizons.of(kind);
    return isKept ? version : NONE;
  }

  private static long previous(long version) {
    return Memory.getLong(version + RecordLayout.PREVIOUS_OFFSET);
  }

  // For snapshots, beside the writer and under a pin that keeps what the horizons see.

  /**
   * Shows the versions of a node that views up to a sequence see; there may be none, also of a node
   * that was made later.
   *
   * @param horizons from which sequence on they see a kind
   * @return false when no node has or had this number
   */
  public boolean nodeHistory(
      int node, IntToLongFunction horizons, long sequence, ElementHistory history) {
    long slot = nodes.find(node);
    int kind = slot == 0 ? NO_KIND : NodeSlots.kind(slot);
    if (kind == NO_KIND) {
      return false;
    }
    history.begin(kind, 0, 0);
    long versions = NodeSlots.versionsAddress(slot);
    history.addChain(space, versions, horizons.applyAsLong(kind), sequence);
    history.dropFirstDeletion();
    return true;
  }

  /** As {@link #nodeHistory} for an edge; false also for one that was made later. */
  public boolean edgeHistory(
      int edge, IntToLongFunction horizons, long sequence, ElementHistory history) {
    long slot = edges.find(edge);
    if (slot == 0) {
      return false;
    }
    int kind = EdgeSlots.kind(slot);
    history.begin(kind, EdgeSlots.from(slot), EdgeSlots.to(slot));
    long versions = EdgeSlots.versionsAddress(slot);
    boolean isAll = history.addChain(space, versions, horizons.applyAsLong(kind), sequence);
    long created = EdgeSlots.created(slot); // read last: it is set before the last version goes
    if (!isAll) {
      history.addUnversioned(created, sequence);
    }
    boolean was = history.count() > 0 || created == EdgeSlots.NEVER;
    history.dropFirstDeletion();
    return was;
  }

  /** A walk over all entries of an index, whatever their sequence. */
  public HashScan hashScan(int index) {
    return new HashScan(indexes.require(index));
  }

  /** Kinds that have a horizon of their own, above that of all. */
  public Map<Integer, Long> ownHorizons() {
    return horizons.own();
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
    int key = AdjacencyLayout.groupKey(edgeKind, incoming);
    return slot == 0 ? 0 : NodeGroups.find(space, slot, key);
  }

  /** Count of a node's edges of one kind and direction after the last applied commit. */
  public int degreeNow(int node, int edgeKind, boolean incoming) {
    long group = group(node, edgeKind, incoming);
    return group == 0 ? 0 : Memory.getInt(group + AdjacencyLayout.GROUP_LIVE_OFFSET);
  }

  /** True when any edge comes from a node or goes to it after the last applied commit. */
  public boolean hasEdgesNow(int node) {
    long slot = nodes.find(node);
    return slot != 0 && NodeGroups.hasLive(space, slot);
  }

  /** The first node of a kind from a number on that a view sees, or {@link #nodeEnd}. */
  public int nextOfKind(int kind, int from, long viewSequence) {
    int end = nodeEnd;
    KindMembers ofKind = members.find(kind);
    if (ofKind == null) {
      return end;
    }
    int number = ofKind.nextFrom(from, end);
    while (number < end && node(number, viewSequence) == NONE) {
      number = ofKind.nextFrom(number + 1, end);
    }
    return number;
  }

  /** Begins a walk over the nodes that may have a hash; none, where no index is. Hot path. */
  public void lookUp(int index, long hash, HashCursor cursor) {
    indexes.open(index, hash, cursor);
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
