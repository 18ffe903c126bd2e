package dev.thermograph.engine.internal.graph;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How many bytes a graph should take. */
public final class GraphMemory {
  private static final int INDEX_BYTES = 512;
  private static final int MEMBERS_PER_CHUNK = SlotTable.CHUNK_SLOTS * Long.SIZE;

  /** The space's first block is nobody's, since reference 0 means none. */
  private static final int NOBODYS_BYTES = 16;

  private GraphMemory() {}

  /** When every node and edge is deleted and forgotten: slots and bitmaps of numbers, no more. */
  public static long emptiedBytes(GraphStore store, GraphModel model) {
    Set<Long> members = new TreeSet<>();
    model.nodes.forEach(
        (number, versions) ->
            versions.values().stream()
                .flatMap(version -> version.stream())
                .forEach(
                    node -> members.add(((long) node.kind() << 32) | number / MEMBERS_PER_CHUNK)));
    return NOBODYS_BYTES
        + chunkCount(store.nodeEnd()) * SlotTable.CHUNK_SLOTS * NodeSlots.SLOT_BYTES
        + chunkCount(store.edgeEnd()) * SlotTable.CHUNK_SLOTS * EdgeSlots.SLOT_BYTES
        + (long) members.size() * SlotTable.CHUNK_SLOTS * Long.BYTES
        + (long) store.indexCount() * INDEX_BYTES;
  }

  private static long chunkCount(int end) {
    return Math.ceilDiv(end, SlotTable.CHUNK_SLOTS);
  }

  /** Puts into an empty store what a view sees, all under one sequence; returns its model. */
  static GraphModel copy(GraphModel model, long view, GraphStore store) {
    GraphModel copied = new GraphModel();
    GraphTarget target = GraphTarget.of(store);
    for (Map.Entry<Integer, GraphModel.Node> each : model.nodesAt(view).entrySet()) {
      GraphModel.Node node = each.getValue();
      MemorySegment block = GraphScript.segment(node.block());
      target.putNode(each.getKey(), node.kind(), block, 0, (int) block.byteSize(), view);
      target.index(GraphScript.hash(node), each.getKey(), view);
      copied.put(each.getKey(), node, view);
    }
    for (Map.Entry<Integer, GraphModel.Edge> each : model.edgesAt(view).entrySet()) {
      GraphModel.Edge edge = each.getValue();
      MemorySegment block = GraphScript.segment(edge.block());
      target.putEdge(
          each.getKey(),
          edge.kind(),
          edge.from(),
          edge.to(),
          block,
          0,
          (int) block.byteSize(),
          view);
      copied.put(each.getKey(), edge, view);
    }
    return copied;
  }
}
