package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.read.ElementIds;

/**
 * What the parts of one transaction work on.
 *
 * @param overlay what it sees
 * @param schema the tenant's kinds
 * @param ids the tenant's ids
 * @param nodeNumbers gives out numbers of nodes
 * @param edgeNumbers gives out numbers of edges
 * @param deleted finds what was deleted
 */
record TransactionScope(
    Overlay overlay,
    BoundSchema schema,
    ElementIds ids,
    ElementNumbers nodeNumbers,
    ElementNumbers edgeNumbers,
    DeletedElements deleted) {

  /** The changes so far. */
  Workspace workspace() {
    return overlay.workspace();
  }
}
