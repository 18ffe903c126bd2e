package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.graph.EdgeView;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.read.ShownElement;
import dev.thermograph.engine.internal.tenancy.HotTenant;

/**
 * Finds what deleted nodes and edges were last, as long as the past is retained. No view keeps that
 * from being dropped, so it is looked at under the tenant's lane and copied. <em>Thread-safe.</em>
 */
final class DeletedElements {
  private final int tenantNumber;
  private final HotTenant tenant;
  private final long sequence;

  /** Finds what a view of this sequence sees as deleted. */
  DeletedElements(int tenantNumber, HotTenant tenant, long sequence) {
    this.tenantNumber = tenantNumber;
    this.tenant = tenant;
    this.sequence = sequence;
  }

  /**
   * Shows the last version of a node, copied to where the next block may be placed.
   *
   * @return false when the node is there, never was, or was deleted before the retained past
   */
  boolean showNode(int node, Scratch scratch, ShownElement shown) {
    boolean[] isFound = new boolean[1];
    look(
        () -> {
          long version = tenant.store().deletedNode(node, sequence);
          isFound[0] = version != GraphStore.NONE;
          if (isFound[0]) {
            int bytes = GraphStore.blockBytes(version);
            long block = scratch.place(Memory.EVERYTHING, GraphStore.block(version), bytes);
            shown.show(Memory.EVERYTHING, block, bytes, GraphStore.kind(version), 0);
          }
        });
    return isFound[0];
  }

  /** As {@link #showNode} for an edge. */
  boolean showEdge(int edge, Scratch scratch, ShownElement shown) {
    boolean[] isFound = new boolean[1];
    EdgeView view = new EdgeView();
    look(
        () -> {
          isFound[0] = tenant.store().deletedEdge(edge, sequence, view);
          if (isFound[0]) {
            int bytes = view.blockBytes();
            long block = bytes == 0 ? 0 : scratch.place(Memory.EVERYTHING, view.block(), bytes);
            shown.show(Memory.EVERYTHING, block, bytes, view.kind(), 0);
            shown.connect(view.from(), view.to());
          }
        });
    return isFound[0];
  }

  private void look(Runnable underLane) {
    InsideWrite.refuseInOther("restore", tenantNumber);
    tenant.look(underLane);
  }
}
