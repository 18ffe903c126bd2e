package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.kind.UniqueValues;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;
import dev.thermograph.engine.internal.read.StoreSource;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Writes a transaction's changes as a commit, in an order in which each one can be applied: names;
 * edges that go, then nodes; nodes that come or change, then edges; where nodes are to be found.
 * What came and went again is left out. <b>Single-threaded:</b> the tenant's lane. Hot path of bulk
 * loads.
 */
final class CommitEmission {
  private final TransactionScope scope;
  private final ElementSource base;
  private final ChangedElements nodes;
  private final ChangedElements edges;
  private final CommitWriter commit;
  private final WriteKeys keys;
  private final ShownElement shown = new ShownElement();
  private final PropertyBlockReader before = new PropertyBlockReader();
  private final PropertyBlockReader after = new PropertyBlockReader();

  /**
   * An emission.
   *
   * @param keys gets what the commit changes
   */
  CommitEmission(TransactionScope scope, CommitWriter commit, WriteKeys keys) {
    this.scope = scope;
    this.base = scope.overlay().base();
    this.nodes = scope.workspace().nodes();
    this.edges = scope.workspace().edges();
    this.commit = commit;
    this.keys = keys;
  }

  /** Writes all changes; nothing when there are none. */
  void emit(CommitOptions options) {
    if (countOf(nodes) + countOf(edges) == 0) {
      return;
    }
    emitNames(commit, scope.schema().keys());
    emitDeletions();
    emitNodes();
    emitEdges();
    emitNote(commit, options);
  }

  private static int countOf(ChangedElements elements) {
    return elements.createdCount() + elements.updatedCount() + elements.deletedCount();
  }

  /** All names that the log lacks: those of this commit, and of others that came to nothing. */
  static void emitNames(CommitWriter commit, KeyDictionary dictionary) {
    int logged = dictionary.loggedCount();
    List<String> names = dictionary.namesFrom(logged);
    if (!names.isEmpty()) {
      commit.names(logged, names);
    }
  }

  static void emitNote(CommitWriter commit, CommitOptions options) {
    if (!options.actor().isEmpty() || !options.reason().isEmpty()) {
      commit.note(options.actor(), options.reason());
    }
  }

  private void emitDeletions() {
    for (int place = 0; edges.deletedCount() > 0 && place < edges.count(); place++) {
      if (edges.isDeleted(place)) {
        commit.deleteEdge(edges.number(place));
        addEdgeKeys(place, true);
      }
    }
    for (int place = 0; nodes.deletedCount() > 0 && place < nodes.count(); place++) {
      if (nodes.isDeleted(place)) {
        commit.deleteNode(nodes.number(place));
        keys.addNode(nodes.number(place), nodes.kind(place), true);
      }
    }
  }

  private void emitNodes() {
    for (int place = 0; place < nodes.count(); place++) {
      if (nodes.isCreated(place) || nodes.isUpdated(place)) {
        int node = nodes.number(place);
        int kind = nodes.kind(place);
        int bytes = nodes.blockBytes(place);
        commit.putNode(node, kind, Memory.EVERYTHING, nodes.block(place), bytes);
        keys.addNode(node, kind, nodes.isCreated(place));
      }
      emitUniques(place);
    }
  }

  private void emitUniques(int place) {
    if (!(scope.schema().find(nodes.kind(place)) instanceof BoundNodeKind<?> kind)) {
      return;
    }
    List<BoundUnique> uniques = kind.uniques();
    boolean hasAfter = nodes.isCreated(place) || nodes.isUpdated(place);
    boolean hasBefore = nodes.isDeleted(place) || nodes.isUpdated(place);
    if (uniques.isEmpty() || !(hasAfter || hasBefore)) {
      return;
    }
    if (hasBefore && base.showNode(nodes.number(place), shown)) {
      before.wrap(shown.segment(), shown.offset());
    }
    if (hasAfter) {
      after.wrap(Memory.EVERYTHING, nodes.block(place));
    }
    for (int index = 0; index < uniques.size(); index++) {
      emitUnique(uniques.get(index), nodes.number(place), hasBefore, hasAfter);
    }
  }

  private void emitUnique(BoundUnique unique, int node, boolean hasBefore, boolean hasAfter) {
    boolean was = hasBefore && UniqueValues.areThere(unique, before);
    boolean is = hasAfter && UniqueValues.areThere(unique, after);
    long hashBefore = was ? UniqueValues.hash(unique, before) : 0;
    long hashAfter = is ? UniqueValues.hash(unique, after) : 0;
    if (was && is && hashBefore == hashAfter) {
      return;
    }
    if (was) {
      commit.unindex(StoreSource.UNIQUE_INDEX, hashBefore, node);
      keys.addUnique(hashBefore);
    }
    if (is) {
      commit.index(StoreSource.UNIQUE_INDEX, hashAfter, node);
      keys.addUnique(hashAfter);
    }
  }

  private void emitEdges() {
    for (int place = 0; place < edges.count(); place++) {
      if (edges.isCreated(place) || edges.isUpdated(place)) {
        int bytes = edges.blockBytes(place);
        commit.putEdge(
            edges.number(place),
            edges.kind(place),
            edges.from(place),
            edges.to(place),
            bytes == 0 ? MemorySegment.NULL : Memory.EVERYTHING,
            edges.block(place),
            bytes);
        addEdgeKeys(place, edges.isCreated(place));
      }
    }
  }

  private void addEdgeKeys(int place, boolean comesOrGoes) {
    keys.addEdge(
        edges.number(place), edges.kind(place), edges.from(place), edges.to(place), comesOrGoes);
  }
}
