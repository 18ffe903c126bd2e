package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;

/**
 * Puts and deletes edges: versions, and the lists of both nodes. <b>Single-threaded:</b> the
 * writer.
 */
final class EdgeWriter {
  private final Space space;
  private final NodeSlots nodes;
  private final EdgeSlots edges;
  private final Adjacency adjacency;
  private final Reclaimer reclaimer;

  EdgeWriter(
      Space space, NodeSlots nodes, EdgeSlots edges, Adjacency adjacency, Reclaimer reclaimer) {
    this.space = space;
    this.nodes = nodes;
    this.edges = edges;
    this.adjacency = adjacency;
    this.reclaimer = reclaimer;
  }

  /** Without properties, and nothing before it that a view sees, an edge has no version. */
  void put(
      int edge,
      int kind,
      int from,
      int to,
      MemorySegment block,
      long offset,
      int bytes,
      long sequence) {
    long slot = edges.require(edge);
    long head = EdgeSlots.versionsAddress(slot);
    boolean fresh = EdgeSlots.isFree(slot);
    boolean links = fresh || isDeletedNow(head);
    if (!fresh || bytes > 0) {
      boolean replaces = Memory.getLong(head) != 0;
      long version = VersionChain.push(space, head, sequence, kind, block, offset, bytes);
      if (replaces || bytes == 0) {
        reclaimer.edgeChanged(edge, kind, version, sequence);
      }
    }
    if (fresh) {
      EdgeSlots.begin(slot, kind, from, to, sequence);
    }
    if (links) {
      link(slot, edge, sequence);
    }
  }

  private boolean isDeletedNow(long headAddress) {
    long head = Memory.getLong(headAddress);
    return head != 0 && VersionChain.isDeleted(space.address(head));
  }

  private void link(long slot, int edge, long sequence) {
    int from = EdgeSlots.from(slot);
    int to = EdgeSlots.to(slot);
    int outKey = AdjacencyLayout.groupKey(EdgeSlots.kind(slot), false);
    int inKey = AdjacencyLayout.groupKey(EdgeSlots.kind(slot), true);
    int outAt = adjacency.add(nodes.require(from), outKey, to, edge, sequence);
    int inAt = adjacency.add(nodes.require(to), inKey, from, edge, sequence);
    EdgeSlots.setPlaces(slot, outAt, inAt);
  }

  void delete(int edge, long sequence) {
    long slot = edges.require(edge);
    int kind = EdgeSlots.kind(slot);
    int outAt = EdgeSlots.outAt(slot);
    int inAt = EdgeSlots.inAt(slot);
    long head = EdgeSlots.versionsAddress(slot);
    long version = VersionChain.pushDeleted(space, head, sequence, kind, outAt, inAt);
    reclaimer.edgeChanged(edge, kind, version, sequence);
    long from = nodes.require(EdgeSlots.from(slot));
    long to = nodes.require(EdgeSlots.to(slot));
    adjacency.remove(from, AdjacencyLayout.groupKey(kind, false), outAt, edge, sequence);
    adjacency.remove(to, AdjacencyLayout.groupKey(kind, true), inAt, edge, sequence);
  }
}
