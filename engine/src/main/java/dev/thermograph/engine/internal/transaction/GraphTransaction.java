package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReaderClosedException;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.read.GraphReads;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: what callers see of an {@link Overlay}, and the changes they make to it.
 * <b>Single-threaded.</b>
 */
sealed class GraphTransaction extends GraphReads implements WriteTransaction
    permits LaneTransaction, OptimisticTransaction {
  private final TransactionScope scope;
  private final NodeWrites nodes;
  private final EdgeWrites edges;
  private final Restoring restoring;
  private final BulkWrites bulk;
  private boolean ended;

  GraphTransaction(TransactionScope scope) {
    super(scope.overlay(), scope.schema(), scope.ids());
    this.scope = scope;
    PropertyTrees trees = new PropertyTrees(scope.schema().keys());
    UniqueCheck uniques = new UniqueCheck(scope.overlay(), trees, scope.ids());
    EdgeRules rules = new EdgeRules(scope);
    this.nodes = new NodeWrites(scope, uniques);
    this.edges = new EdgeWrites(scope, rules);
    this.bulk = new BulkWrites(scope.workspace());
    this.restoring = new Restoring(scope, uniques, rules);
  }

  final TransactionScope scope() {
    return scope;
  }

  /** It can do nothing any more. */
  final void end() {
    ended = true;
  }

  final boolean isEnded() {
    return ended;
  }

  @Override
  protected void requireOpen() {
    if (ended) {
      throw new ReaderClosedException("the transaction is over: tenant=" + scope.ids().tenant());
    }
  }

  @Override
  public final <T> NodeId create(NodeKind<T> kind, T properties) {
    return ids().node(nodes.create(requireReadable(kind), properties));
  }

  @Override
  public final NodeId createFrom(
      NodeKind<?> kind, Map<String, ? extends @Nullable Object> properties) {
    return ids().node(nodes.createFrom(requireReadable(kind), properties));
  }

  @Override
  public final <T> List<NodeId> createAll(NodeKind<T> kind, Iterable<? extends T> properties) {
    List<NodeId> created = new ArrayList<>();
    try {
      for (T each : properties) { // which may be the caller's code, and do anything
        created.add(BulkWrites.make(created.size(), each, it -> create(kind, it)));
      }
      return created;
    } catch (RuntimeException | Error e) {
      if (!ended) {
        nodes.forget(created);
      }
      throw e;
    }
  }

  @Override
  public final <E> List<EdgeId> connectAll(
      EdgeKind<E> kind, Iterable<? extends Connection<E>> connections) {
    requireOpen();
    return bulk.run(
        BulkWrites.<Connection<E>>copy(connections),
        it -> connect(kind, it.from(), it.to(), it.properties()));
  }

  @Override
  public final <T> List<Upserted> upsertAll(NodeKind<T> kind, Iterable<? extends T> properties) {
    requireOpen();
    return bulk.run(BulkWrites.<T>copy(properties), it -> upsert(kind, it));
  }

  @Override
  public final void updateAll(Iterable<NodeChange> changes) {
    requireOpen();
    List<Boolean> _ =
        bulk.run(
            BulkWrites.<NodeChange>copy(changes),
            it -> {
              update(it.id(), it.changes());
              return true;
            });
  }

  @Override
  public final int deleteAll(Iterable<NodeId> ids) {
    requireOpen();
    List<NodeId> given = BulkWrites.copy(ids);
    for (int index = 0; index < given.size(); index++) {
      BulkWrites.make(index, given.get(index), nodes::requireThere);
    }
    // Those that an earlier one has taken with it are gone by then.
    return bulk.run(given, id -> exists(id) ? delete(id) : 0).stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  @Override
  public final void disconnectAll(Iterable<EdgeId> ids) {
    requireOpen();
    List<Boolean> _ =
        bulk.run(
            BulkWrites.<EdgeId>copy(ids),
            id -> {
              delete(id);
              return true;
            });
  }

  @Override
  public final void update(NodeId id, Map<String, ? extends @Nullable Object> changes) {
    requireOpen();
    nodes.update(ids().requireNode(id), changes);
  }

  @Override
  public final <T> void replace(NodeKind<T> kind, NodeId id, T properties) {
    nodes.replace(requireReadable(kind), ids().requireNode(id), properties);
  }

  @Override
  public final <T> Upserted upsert(NodeKind<T> kind, T properties) {
    return upserted(nodes.upsert(requireReadable(kind), properties));
  }

  @Override
  public final <T> Upserted getOrCreate(NodeKind<T> kind, String rule, T properties) {
    return upserted(nodes.getOrCreate(requireReadable(kind), rule, properties));
  }

  private Upserted upserted(int node) {
    return new Upserted(ids().node(node < 0 ? -1 - node : node), node < 0);
  }

  @Override
  public final int delete(NodeId id) {
    requireOpen();
    return new Deletion(scope).delete(ids().requireNode(id));
  }

  @Override
  public final void restore(NodeId id) {
    requireOpen();
    restoring.restoreNode(ids().requireNode(id));
  }

  @Override
  public final <E> EdgeId connect(EdgeKind<E> kind, NodeId from, NodeId to, E properties) {
    int edge =
        edges.connect(
            requireReadable(kind), ids().requireNode(from), ids().requireNode(to), properties);
    return ids().edge(edge);
  }

  @Override
  public final EdgeId connectFrom(
      EdgeKind<?> kind,
      NodeId from,
      NodeId to,
      Map<String, ? extends @Nullable Object> properties) {
    int edge =
        edges.connectFrom(
            requireReadable(kind), ids().requireNode(from), ids().requireNode(to), properties);
    return ids().edge(edge);
  }

  @Override
  public final <E> ConnectedEdge getOrConnect(
      EdgeKind<E> kind, NodeId from, NodeId to, E properties) {
    int edge =
        edges.getOrConnect(
            requireReadable(kind), ids().requireNode(from), ids().requireNode(to), properties);
    return new ConnectedEdge(ids().edge(edge < 0 ? -1 - edge : edge), edge < 0);
  }

  @Override
  public final void update(EdgeId id, Map<String, ? extends @Nullable Object> changes) {
    requireOpen();
    edges.update(ids().requireEdge(id), changes);
  }

  @Override
  public final <E> void replace(EdgeKind<E> kind, EdgeId id, E properties) {
    edges.replace(requireReadable(kind), ids().requireEdge(id), properties);
  }

  @Override
  public final void delete(EdgeId id) {
    requireOpen();
    edges.delete(ids().requireEdge(id));
  }

  @Override
  public final void restore(EdgeId id) {
    requireOpen();
    restoring.restoreEdge(ids().requireEdge(id));
  }

  @Override
  public final ChangeCounts changes() {
    requireOpen();
    return counts();
  }

  /** As {@link #changes}, also once it has ended, as long as the workspace is its own. */
  final ChangeCounts counts() {
    ChangedElements changedNodes = scope.workspace().nodes();
    ChangedElements changedEdges = scope.workspace().edges();
    return new ChangeCounts(
        changedNodes.createdCount(),
        changedNodes.updatedCount(),
        changedNodes.deletedCount(),
        changedEdges.createdCount(),
        changedEdges.updatedCount(),
        changedEdges.deletedCount());
  }
}
