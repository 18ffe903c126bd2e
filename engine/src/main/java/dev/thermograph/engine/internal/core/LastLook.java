package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.graph.EdgeView;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.residence.Slot;
import dev.thermograph.engine.internal.tenancy.TenantView;
import java.util.OptionalLong;

/**
 * What a tenant had when nobody used it any more. <em>Immutable.</em>
 *
 * @param nodeCount empty when its memory was not open, or not to be believed
 * @param edgeCount the same
 * @param memoryBytes off-heap
 */
record LastLook(OptionalLong nodeCount, OptionalLong edgeCount, long memoryBytes) {
  /** Its memory was not open. */
  static final LastLook NOTHING = new LastLook(OptionalLong.empty(), OptionalLong.empty(), 0);

  /** O(nodes and edges). */
  static LastLook at(Slot<OpenTenant> slot) {
    return slot.findBarred().map(LastLook::at).orElse(NOTHING);
  }

  private static LastLook at(OpenTenant tenant) {
    if (tenant.hot().isHalted()) { // what is in its memory may not be so
      return new LastLook(OptionalLong.empty(), OptionalLong.empty(), tenant.memoryBytes());
    }
    long nodes = 0;
    long edges = 0;
    try (TenantView view = tenant.hot().open()) {
      GraphStore store = view.store();
      for (int node = 0; node < store.nodeEnd(); node++) {
        nodes += store.node(node, view.sequence()) == GraphStore.NONE ? 0 : 1;
      }
      EdgeView shown = new EdgeView();
      for (int edge = 0; edge < store.edgeEnd(); edge++) {
        edges += store.edge(edge, view.sequence(), shown) ? 1 : 0;
      }
    }
    return new LastLook(OptionalLong.of(nodes), OptionalLong.of(edges), tenant.memoryBytes());
  }
}
