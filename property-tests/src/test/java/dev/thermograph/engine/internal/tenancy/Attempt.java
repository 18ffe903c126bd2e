package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.graph.EdgeView;
import dev.thermograph.engine.internal.graph.GraphStore;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One commit that was tried, whatever became of it. Its number stands in node 0, so that every
 * state of a tenant says which attempt made it.
 *
 * @param id its number, from 1
 * @param parent the attempt that made the state it was built on, 0 for none
 * @param changes what it does beside writing its number into node 0
 */
record Attempt(int id, int parent, List<Change> changes) {
  static final int HEAD_NODE = 0;
  private static final int NODE_MAX = 40;
  private static final int CHANGES_MAX = 4;
  private static final int CATALOG_ONE_IN = 8;

  /** One change. Nodes are never deleted. */
  sealed interface Change {
    record PutNode(int node, long value) implements Change {}

    record PutEdge(int edge, int from, int to) implements Change {}

    record DeleteEdge(int edge) implements Change {}

    record PutCatalog(long value) implements Change {}
  }

  /** Makes up an attempt that fits the tenant's state, under its lane, and writes it down. */
  static Attempt collect(int id, HotTenant tenant, SplittableRandom random, CommitWriter commit) {
    GraphStore store = tenant.store();
    long now = tenant.appliedSequence();
    int nextNode = Math.max(store.nodeEnd(), HEAD_NODE + 1);
    int nextEdge = store.edgeEnd();
    List<Change> changes = new ArrayList<>();
    for (int left = random.nextInt(1, CHANGES_MAX); left > 0; left--) {
      switch (random.nextInt(4)) {
        case 0 -> {
          int node = nextNode < NODE_MAX ? nextNode++ : random.nextInt(1, nextNode);
          changes.add(new Change.PutNode(node, random.nextLong()));
        }
        case 1, 2 ->
            changes.add(
                new Change.PutEdge(nextEdge++, random.nextInt(nextNode), random.nextInt(nextNode)));
        default -> deleteEdge(store, now, random, changes);
      }
    }
    if (random.nextInt(CATALOG_ONE_IN) == 0) {
      changes.add(new Change.PutCatalog(id));
    }
    Attempt attempt = new Attempt(id, head(store, now), List.copyOf(changes));
    attempt.write(commit);
    return attempt;
  }

  private static void deleteEdge(
      GraphStore store, long now, SplittableRandom random, List<Change> changes) {
    if (store.edgeEnd() == 0) {
      return;
    }
    Change.DeleteEdge change = new Change.DeleteEdge(random.nextInt(store.edgeEnd()));
    if (store.edge(change.edge(), now, new EdgeView()) && !changes.contains(change)) {
      changes.add(change);
    }
  }

  /** Number of the attempt that made what a view sees, 0 for none. */
  static int head(GraphStore store, long view) {
    long version = store.node(HEAD_NODE, view);
    return version == GraphStore.NONE ? 0 : (int) TenantState.value(version);
  }

  private void write(CommitWriter commit) {
    commit.putNode(HEAD_NODE, 0, bytes(id), 0, Long.BYTES);
    for (Change change : changes) {
      switch (change) {
        case Change.PutNode(int node, long value) ->
            commit.putNode(node, 0, bytes(value), 0, Long.BYTES);
        case Change.PutEdge(int edge, int from, int to) ->
            commit.putEdge(edge, 0, from, to, MemorySegment.NULL, 0, 0);
        case Change.DeleteEdge(int edge) -> commit.deleteEdge(edge);
        case Change.PutCatalog(long value) -> commit.catalog(bytes(value), 0, Long.BYTES);
      }
    }
  }

  private static MemorySegment bytes(long value) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[Long.BYTES]);
    bytes.set(TenantState.VALUE, 0, value);
    return bytes;
  }
}
