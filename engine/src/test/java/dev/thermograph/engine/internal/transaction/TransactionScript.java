package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.BulkRefusedException;
import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.graph.WriteTransaction.ConnectedEdge;
import dev.thermograph.engine.graph.WriteTransaction.Upserted;
import dev.thermograph.engine.internal.transaction.TransactionModel.ModelEdge;
import dev.thermograph.engine.internal.transaction.TransactionModel.ModelNode;
import dev.thermograph.engine.internal.transaction.TransactionModel.Refusal;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.ThermographException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes random changes of every sort to a transaction and a model alike. What the model forbids
 * must be refused for one of the model's reasons; what it allows must be done.
 */
final class TransactionScript {
  private static final int NODES_MAX = 25;

  private final SplittableRandom random;
  private final ModelValues values;
  private final WriteTransaction tx;
  private final TransactionModel model;
  private final long retainedFrom;
  private final String when;

  /** Each refusal that was met, so that a test can see that all were. */
  private final Set<Refusal> met;

  TransactionScript(
      SplittableRandom random,
      WriteTransaction tx,
      TransactionModel model,
      long retainedFrom,
      Set<Refusal> met,
      String when) {
    this.random = random;
    this.values = new ModelValues(random);
    this.tx = tx;
    this.model = model;
    this.retainedFrom = retainedFrom;
    this.met = met;
    this.when = when;
  }

  void step() {
    boolean isSmall = model.nodes.size() < NODES_MAX;
    switch (random.nextInt(20)) {
      case 0, 1 -> create(isSmall);
      case 2 -> createAll(isSmall);
      case 3, 4 -> updateNode();
      case 5 -> replaceNode();
      case 6 -> upsert();
      case 7 -> getOrCreate();
      case 8 -> deleteNode();
      case 9 -> restoreNode();
      case 10, 11, 12, 13 -> connect();
      case 14 -> getOrConnect();
      case 15 -> updateEdge();
      case 16 -> replaceEdge();
      case 17 -> deleteEdge();
      case 18 -> restoreEdge();
      default -> new ReaderAgainstModel(tx, model, when).compareAll();
    }
    new ReaderAgainstModel(tx, model, when).compareOne(random);
  }

  /** Does a call that must be refused for one of these reasons, or succeed when there is none. */
  private <R> Optional<R> call(String what, Set<Refusal> expected, Supplier<R> call) {
    met.addAll(expected);
    try {
      R result = call.get();
      assertThat(expected).as("%s was done, %s", what, when).isEmpty();
      return Optional.of(result);
    } catch (ThermographException e) {
      assertThat(expected).as("%s was refused: %s, %s", what, e, when).contains(refusal(e));
      return Optional.empty();
    }
  }

  private static Refusal refusal(ThermographException error) {
    return switch (error) {
      case BulkRefusedException it when it.getCause() instanceof ThermographException cause ->
          refusal(cause);
      case NotFoundException _ -> Refusal.NOT_FOUND;
      case InvalidArgumentException _ -> Refusal.INVALID;
      case PropertyRuleException _ -> Refusal.PROPERTY;
      case ConstraintException it -> Refusal.valueOf(it.rule().name());
      default -> throw error;
    };
  }

  private NodeKind<?> anyNodeKind() {
    return Kinds.NODE_KINDS.get(random.nextInt(Kinds.NODE_KINDS.size()));
  }

  private EdgeKind<?> anyEdgeKind() {
    return Kinds.EDGE_KINDS.get(random.nextInt(Kinds.EDGE_KINDS.size()));
  }

  private int anyNode() {
    return ReaderAgainstModel.anyNumber(random, model.nodes);
  }

  private int anyEdge() {
    return ReaderAgainstModel.anyNumber(random, model.edges);
  }

  private static NodeId id(int node) {
    return NodeId.of(TransactionBed.TENANT, node);
  }

  private static EdgeId edgeId(int edge) {
    return EdgeId.of(TransactionBed.TENANT, edge);
  }

  /** The kind's own type is not known here. */
  @SuppressWarnings("unchecked")
  private static <T> NodeKind<T> typed(NodeKind<?> kind) {
    return (NodeKind<T>) kind;
  }

  @SuppressWarnings("unchecked")
  private static <T> EdgeKind<T> typed(EdgeKind<?> kind) {
    return (EdgeKind<T>) kind;
  }

  private void create(boolean isSmall) {
    NodeKind<?> kind = anyNodeKind();
    if (!isSmall && random.nextBoolean()) {
      return;
    }
    Map<String, @Nullable Object> map = values.nodeProperties(kind);
    Set<Refusal> refusals = model.refusalsOfNode(kind, map, null);
    boolean fromNames = random.nextBoolean();
    call(
            "create " + kind + map,
            refusals,
            () ->
                fromNames
                    ? tx.createFrom(kind, map)
                    : tx.create(typed(kind), ModelProperties.toJava(kind, map)))
        .ifPresent(id -> put(id, kind, map));
  }

  private void put(NodeId id, NodeKind<?> kind, Map<String, @Nullable Object> map) {
    model.nodes.put(id.number(), new ModelNode(kind, map));
  }

  private void createAll(boolean isSmall) {
    NodeKind<?> kind = anyNodeKind();
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    TransactionModel trial = model.copy();
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    int count = isSmall ? random.nextInt(4) : 1;
    for (int at = 0; at < count && refusals.isEmpty(); at++) {
      Map<String, @Nullable Object> map = values.nodeProperties(kind);
      refusals = trial.refusalsOfNode(kind, map, null);
      trial.nodes.put(1_000_000 + at, new ModelNode(kind, map));
      maps.add(map);
    }
    List<Object> given = maps.stream().map(map -> ModelProperties.toJava(kind, map)).toList();
    call("createAll " + kind + maps, refusals, () -> tx.createAll(typed(kind), given))
        .ifPresent(
            ids -> {
              for (int at = 0; at < ids.size(); at++) {
                put(ids.get(at), kind, maps.get(at));
              }
            });
  }

  private void updateNode() {
    int node = anyNode();
    ModelNode old = model.nodes.get(node);
    NodeKind<?> kind = old == null ? anyNodeKind() : old.kind();
    Map<String, @Nullable Object> changes = values.changes(kind, values.nodeProperties(kind));
    Map<String, @Nullable Object> after =
        ModelProperties.changed(kind, old == null ? Map.of() : old.properties(), changes);
    Set<Refusal> refusals =
        old == null ? EnumSet.of(Refusal.NOT_FOUND) : model.refusalsOfNode(kind, after, node);
    call("update " + node + changes, refusals, () -> done(() -> tx.update(id(node), changes)))
        .ifPresent(_ -> put(id(node), kind, after));
  }

  private static boolean done(Runnable call) {
    call.run();
    return true;
  }

  private void replaceNode() {
    int node = anyNode();
    ModelNode old = model.nodes.get(node);
    NodeKind<?> kind = old == null || random.nextInt(6) == 0 ? anyNodeKind() : old.kind();
    Map<String, @Nullable Object> map = values.nodeProperties(kind);
    Set<Refusal> refusals =
        old == null || old.kind() != kind
            ? EnumSet.of(Refusal.NOT_FOUND)
            : model.refusalsOfNode(kind, map, node);
    Object given = ModelProperties.toJava(kind, map);
    call(
            "replace " + node + map,
            refusals,
            () -> done(() -> tx.replace(typed(kind), id(node), given)))
        .ifPresent(_ -> put(id(node), kind, map));
  }

  private void upsert() {
    NodeKind<?> kind = anyNodeKind();
    Map<String, @Nullable Object> map = values.nodeProperties(kind);
    Optional<Integer> old = kind.findKey().flatMap(key -> model.findUnique(kind, key, map));
    Set<Refusal> refusals =
        kind.findKey().isEmpty()
            ? EnumSet.of(Refusal.INVALID)
            : model.refusalsOfNode(kind, map, old.orElse(null));
    Object given = ModelProperties.toJava(kind, map);
    call("upsert " + kind + map, refusals, () -> tx.upsert(typed(kind), given))
        .ifPresent(it -> upserted(it, old, kind, map));
  }

  private void upserted(
      Upserted upserted,
      Optional<Integer> old,
      NodeKind<?> kind,
      Map<String, @Nullable Object> map) {
    assertThat(upserted.isCreated()).as("created %s %s", map, when).isEqualTo(old.isEmpty());
    old.ifPresent(it -> assertThat(upserted.id().number()).isEqualTo(it));
    put(upserted.id(), kind, map);
  }

  private void getOrCreate() {
    NodeKind<?> kind = anyNodeKind();
    List<String> rules = TransactionModel.rulesOf(kind);
    String rule = rules.isEmpty() ? "none" : rules.get(random.nextInt(rules.size()));
    Map<String, @Nullable Object> map = values.nodeProperties(kind);
    boolean isAllowed = ModelProperties.areAllowed(kind, map);
    Optional<Integer> old =
        rules.isEmpty() || !isAllowed ? Optional.empty() : model.findUnique(kind, rule, map);
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    if (rules.isEmpty()) {
      refusals = EnumSet.of(Refusal.INVALID);
    } else if (old.isEmpty()) {
      refusals = model.refusalsOfNode(kind, map, null);
    }
    Object given = ModelProperties.toJava(kind, map);
    call(
            "getOrCreate " + kind + rule + map,
            refusals,
            () -> tx.getOrCreate(typed(kind), rule, given))
        .ifPresent(
            it -> {
              ModelNode before = old.map(model.nodes::get).orElse(null);
              upserted(it, old, kind, before == null ? map : before.properties());
            });
  }

  private void deleteNode() {
    int node = anyNode();
    boolean isThere = model.nodes.containsKey(node);
    Optional<Set<Integer>> all = isThere ? model.deletedWith(node) : Optional.empty();
    Set<Refusal> refusals =
        isThere
            ? all.isPresent() ? EnumSet.noneOf(Refusal.class) : EnumSet.of(Refusal.DELETE_POLICY)
            : EnumSet.of(Refusal.NOT_FOUND);
    call("delete " + node, refusals, () -> tx.delete(id(node)))
        .ifPresent(count -> assertThat(count).as(when).isEqualTo(model.delete(all.orElseThrow())));
  }

  private void restoreNode() {
    List<Integer> gone = model.goneNodes();
    int node =
        gone.isEmpty() || random.nextInt(5) == 0
            ? anyNode()
            : gone.get(random.nextInt(gone.size()));
    Optional<ModelNode> last = model.goneNode(node, retainedFrom);
    Set<Refusal> refusals;
    if (model.nodes.containsKey(node)) {
      refusals = EnumSet.of(Refusal.INVALID);
    } else {
      refusals =
          last.map(it -> model.refusalsOfNode(it.kind(), it.properties(), node))
              .orElse(EnumSet.of(Refusal.NOT_FOUND));
    }
    call("restore " + node, refusals, () -> done(() -> tx.restore(id(node))))
        .ifPresent(_ -> model.nodes.put(node, last.orElseThrow()));
  }

  private void connect() {
    EdgeKind<?> kind = anyEdgeKind();
    int from = anyNode();
    int to = random.nextInt(10) == 0 ? from : anyNode();
    Map<String, @Nullable Object> map = values.edgeProperties(kind);
    Set<Refusal> refusals = model.refusalsOfEdge(kind, from, to);
    boolean fromNames = random.nextBoolean();
    call(
            "connect " + kind + from + "-" + to,
            refusals,
            () ->
                fromNames
                    ? tx.connectFrom(kind, id(from), id(to), map)
                    : tx.connect(typed(kind), id(from), id(to), ModelProperties.toJava(kind, map)))
        .ifPresent(it -> model.edges.put(it.number(), new ModelEdge(kind, from, to, map)));
  }

  private void getOrConnect() {
    EdgeKind<?> kind = anyEdgeKind();
    int from = anyNode();
    int to = anyNode();
    Map<String, @Nullable Object> map = values.edgeProperties(kind);
    Set<Integer> old = model.between(kind, from, to);
    Set<Refusal> refusals =
        old.isEmpty() ? model.refusalsOfEdge(kind, from, to) : model.refusalsOfEnds(kind, from, to);
    Object given = ModelProperties.toJava(kind, map);
    call(
            "getOrConnect " + kind + from + "-" + to,
            refusals,
            () -> tx.getOrConnect(typed(kind), id(from), id(to), given))
        .ifPresent(it -> connected(it, old, new ModelEdge(kind, from, to, map)));
  }

  private void connected(ConnectedEdge connected, Set<Integer> old, ModelEdge edge) {
    assertThat(connected.isCreated()).as(when).isEqualTo(old.isEmpty());
    if (connected.isCreated()) {
      model.edges.put(connected.id().number(), edge);
    } else {
      assertThat(old).as(when).contains(connected.id().number());
    }
  }

  private void updateEdge() {
    int edge = anyEdge();
    ModelEdge old = model.edges.get(edge);
    EdgeKind<?> kind = old == null ? anyEdgeKind() : old.kind();
    Map<String, @Nullable Object> changes = values.changes(kind, values.edgeProperties(kind));
    Map<String, @Nullable Object> after =
        ModelProperties.changed(kind, old == null ? Map.of() : old.properties(), changes);
    call(
            "update edge " + edge + changes,
            refusalsOfEdgeProperties(old, kind, after),
            () -> done(() -> tx.update(edgeId(edge), changes)))
        .ifPresent(_ -> change(edge, after));
  }

  private static Set<Refusal> refusalsOfEdgeProperties(
      @Nullable ModelEdge old, EdgeKind<?> kind, Map<String, @Nullable Object> after) {
    if (old == null || old.kind() != kind) {
      return EnumSet.of(Refusal.NOT_FOUND);
    }
    return ModelProperties.areAllowed(kind, after)
        ? EnumSet.noneOf(Refusal.class)
        : EnumSet.of(Refusal.PROPERTY);
  }

  private void change(int edge, Map<String, @Nullable Object> properties) {
    model.edges.computeIfPresent(
        edge, (_, it) -> new ModelEdge(it.kind(), it.from(), it.to(), properties));
  }

  private void replaceEdge() {
    int edge = anyEdge();
    ModelEdge old = model.edges.get(edge);
    EdgeKind<?> kind = old == null || random.nextInt(5) == 0 ? anyEdgeKind() : old.kind();
    Map<String, @Nullable Object> map = values.edgeProperties(kind);
    Object given = ModelProperties.toJava(kind, map);
    call(
            "replace edge " + edge + map,
            refusalsOfEdgeProperties(old, kind, map),
            () -> done(() -> tx.replace(typed(kind), edgeId(edge), given)))
        .ifPresent(_ -> change(edge, map));
  }

  private void deleteEdge() {
    int edge = anyEdge();
    Set<Refusal> refusals =
        model.edges.containsKey(edge)
            ? EnumSet.noneOf(Refusal.class)
            : EnumSet.of(Refusal.NOT_FOUND);
    call("delete edge " + edge, refusals, () -> done(() -> tx.delete(edgeId(edge))))
        .ifPresent(_ -> model.deleteEdge(edge));
  }

  private void restoreEdge() {
    List<Integer> gone = model.goneEdges();
    int edge =
        gone.isEmpty() || random.nextInt(5) == 0
            ? anyEdge()
            : gone.get(random.nextInt(gone.size()));
    Optional<ModelEdge> last = model.goneEdge(edge, retainedFrom);
    Set<Refusal> refusals;
    if (model.edges.containsKey(edge)) {
      refusals = EnumSet.of(Refusal.INVALID);
    } else {
      refusals =
          new HashSet<>(
              last.map(it -> model.refusalsOfEdge(it.kind(), it.from(), it.to()))
                  .orElse(EnumSet.of(Refusal.NOT_FOUND)));
    }
    call("restore edge " + edge, refusals, () -> done(() -> tx.restore(edgeId(edge))))
        .ifPresent(_ -> model.edges.put(edge, last.orElseThrow()));
  }
}
