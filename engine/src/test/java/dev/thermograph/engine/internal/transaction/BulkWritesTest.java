package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLLOWED_BY;
import static dev.thermograph.engine.internal.transaction.Kinds.HOLDS;
import static dev.thermograph.engine.internal.transaction.Kinds.LIKES;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.thermograph.engine.graph.BulkRefusedException;
import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.GraphReader;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.graph.WriteTransaction.Connection;
import dev.thermograph.engine.graph.WriteTransaction.NodeChange;
import dev.thermograph.engine.graph.WriteTransaction.Upserted;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.error.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls for many elements do what as many calls for one do, or nothing. */
final class BulkWritesTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);

  @AfterEach
  void close() {
    bed.close();
  }

  private List<NodeId> people(int count) {
    return bed.compute(
        tx -> {
          List<NodeId> ids = new ArrayList<>();
          for (int uid = 0; uid < count; uid++) {
            ids.add(tx.create(PERSON, person(uid)));
          }
          return ids;
        });
  }

  private static BulkRefusedException refused(Runnable call) {
    BulkRefusedException refusal = catchThrowableOfType(BulkRefusedException.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static NodeChange age(NodeId id, int age) {
    return new NodeChange(id, Map.of("age", age));
  }

  @Test
  void manyChangesAreOneCommit() {
    List<NodeId> people = people(4);
    long before = bed.log().lastSequence();
    CommitReceipt receipt =
        bed.write(
            tx -> {
              List<EdgeId> edges =
                  tx.connectAll(
                      LIKES,
                      List.of(
                          Connection.of(people.get(0), people.get(1)),
                          Connection.of(people.get(1), people.get(2))));
              assertThat(edges).hasSize(2).isSorted();
              tx.updateAll(List.of(age(people.get(0), 1), age(people.get(1), 2)));
              List<Upserted> upserted = tx.upsertAll(PERSON, List.of(person(2), person(9)));
              assertThat(upserted).extracting(Upserted::isCreated).containsExactly(false, true);
              assertThat(tx.deleteAll(List.of(people.get(3)))).isEqualTo(1);
              tx.disconnectAll(List.of(edges.getLast()));
            });
    assertThat(bed.log().lastSequence()).isEqualTo(before + 1);
    assertThat(receipt.changes()).isEqualTo(new ChangeCounts(1, 3, 1, 1, 0, 0));
  }

  @Test
  void theIndexOfTheBadOneIsToldAndNothingIsWritten() {
    List<NodeId> people = people(3);
    NodeId unknown = NodeId.of(TransactionBed.TENANT, 999);
    EdgeId edge = bed.compute(tx -> tx.connect(LIKES, people.get(0), people.get(1)));
    long before = bed.log().lastSequence();
    bed.write(
        tx -> {
          BulkRefusedException edges =
              refused(
                  () ->
                      tx.connectAll(
                          LIKES,
                          List.of(
                              Connection.of(people.get(1), people.get(2)),
                              Connection.of(people.get(1), unknown))));
          assertThat(edges.index()).isEqualTo(1);
          assertThat(edges).hasCauseInstanceOf(NotFoundException.class);

          BulkRefusedException updates =
              refused(() -> tx.updateAll(List.of(age(people.get(0), 5), age(people.get(1), -5))));
          assertThat(updates.index()).isEqualTo(1);
          assertThat(updates).hasCauseInstanceOf(PropertyRuleException.class);
          assertThat(updates.severity()).isEqualTo(Severity.REFUSED);

          BulkRefusedException deletes =
              refused(() -> tx.deleteAll(List.of(people.get(0), people.get(1), unknown)));
          assertThat(deletes.index()).isEqualTo(2);

          EdgeId unknownEdge = EdgeId.of(TransactionBed.TENANT, 999);
          assertThat(refused(() -> tx.disconnectAll(List.of(edge, unknownEdge))).index())
              .isEqualTo(1);
          assertThat(tx.changes()).isEqualTo(ChangeCounts.NONE);
        });
    assertThat(bed.log().lastSequence()).isEqualTo(before);
  }

  /** An edge of a refused call was never made: what its number was cannot be brought back. */
  @Test
  void whatARefusedCallHadBegunWithIsNotRestored() {
    List<NodeId> people = people(2);
    NodeId unknown = NodeId.of(TransactionBed.TENANT, 999);
    bed.write(
        tx -> {
          BulkRefusedException _ =
              refused(
                  () ->
                      tx.connectAll(
                          LIKES,
                          List.of(
                              Connection.of(people.get(0), people.get(1)),
                              Connection.of(people.get(0), unknown))));
          EdgeId begun = EdgeId.of(TransactionBed.TENANT, 0);
          assertThat(tx.exists(begun)).isFalse();
          assertThatThrownBy(() -> tx.restore(begun)).isInstanceOf(NotFoundException.class);
        });
  }

  @Test
  void whoIsDeletedWithAnEarlierOneIsNoRefusal() {
    List<NodeId> people = people(3);
    bed.write(
        tx -> {
          tx.connect(FOLLOWED_BY, people.get(0), people.get(1));
          assertThat(tx.deleteAll(List.of(people.get(0), people.get(1), people.get(0))))
              .isEqualTo(3);
          assertThat(tx.count(PERSON)).isEqualTo(1);
        });
  }

  @Test
  void anEdgeThatForbidsOneDeleteForbidsAll() {
    List<NodeId> people = people(3);
    PropertyValue.MapOf none = new PropertyValue.MapOf(new TreeMap<>());
    bed.write(tx -> tx.connect(HOLDS, people.get(1), people.get(2), none));
    bed.write(
        tx -> {
          BulkRefusedException refusal = refused(() -> tx.deleteAll(people));
          assertThat(refusal.index()).isEqualTo(1);
          assertThat(refusal).hasCauseInstanceOf(ConstraintException.class);
          assertThat(tx.count(PERSON)).isEqualTo(3);
        });
  }

  /**
   * A transaction in which every call for many was refused is as if none had been made: beside one
   * that makes the other calls only, it shows and commits the same.
   */
  @Test
  void refusedCallsLeaveNoTrace() {
    long seed = Long.getLong("thermograph.seed", 33);
    for (int round = 0; round < 60; round++) {
      try (TransactionBed plain = new TransactionBed(Kinds.SCHEMA);
          TransactionBed disturbed = new TransactionBed(Kinds.SCHEMA)) {
        run(plain, seed + round, _ -> {});
        run(disturbed, seed + round, new Disturbance(seed + round)::disturb);
        assertThat(contents(disturbed)).as("seed=%d", seed + round).isEqualTo(contents(plain));
      }
    }
  }

  private static void run(TransactionBed bed, long seed, Consumer<WriteTransaction> between) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int commit = 0; commit < 4; commit++) {
      bed.write(
          tx -> {
            for (int call = 0; call < 8; call++) {
              between.accept(tx);
              change(tx, random.nextInt(12), random.nextInt(12), random.nextInt(5));
            }
            between.accept(tx);
          });
    }
  }

  private static void change(WriteTransaction tx, int uid, int other, int what) {
    NodeId one = tx.upsert(PERSON, person(uid)).id();
    NodeId two = tx.upsert(PERSON, person(other)).id();
    switch (what) {
      case 0 -> tx.update(one, Map.of("age", other, "email", "e" + uid));
      case 1 -> tx.delete(two);
      case 2 -> tx.getOrConnect(LIKES, one, two, NoProperties.NONE);
      case 3 -> tx.edges(LIKES, one, Direction.OUT).forEach(edge -> tx.delete(edge.id()));
      default -> tx.replace(PERSON, one, new Kinds.Person(uid, "n" + other, other, null));
    }
  }

  /** Calls of which the last element is always bad. */
  private static final class Disturbance {
    private final SplittableRandom random;

    Disturbance(long seed) {
      this.random = new SplittableRandom(~seed);
    }

    void disturb(WriteTransaction tx) {
      ChangeCounts before = tx.changes();
      List<String> shown = shown(tx);
      List<NodeId> nodes = ids(tx, PERSON);
      NodeId unknown = NodeId.of(TransactionBed.TENANT, 1_000_000);
      EdgeId unknownEdge = EdgeId.of(TransactionBed.TENANT, 1_000_000);
      switch (random.nextInt(6)) {
        case 0 -> {
          List<Kinds.Person> people = new ArrayList<>();
          nodes.forEach(_ -> people.add(new Kinds.Person(random.nextInt(20), "x", 1, null)));
          people.add(new Kinds.Person(1, "bad", -1, null));
          requireRefused(people.size() - 1, () -> tx.upsertAll(PERSON, people));
        }
        case 1 -> {
          List<NodeChange> changes = new ArrayList<>();
          nodes.forEach(id -> changes.add(age(id, random.nextInt(100))));
          changes.add(age(unknown, 1));
          requireRefused(nodes.size(), () -> tx.updateAll(changes));
        }
        case 2 -> {
          List<NodeId> all = new ArrayList<>(nodes);
          all.add(unknown);
          requireRefused(nodes.size(), () -> tx.deleteAll(all));
        }
        case 3 -> {
          List<EdgeId> all = new ArrayList<>(edgeIds(tx, LIKES));
          all.add(unknownEdge);
          requireRefused(all.size() - 1, () -> tx.disconnectAll(all));
        }
        case 4 -> {
          List<Connection<NoProperties>> all = new ArrayList<>();
          nodes.forEach(id -> all.add(Connection.of(id, nodes.getFirst())));
          all.add(Connection.of(unknown, unknown));
          requireRefused(all.size() - 1, () -> tx.connectAll(FOLLOWED_BY, all));
        }
        default -> requireRefused(0, () -> tx.updateAll(List.of(age(unknown, 1))));
      }
      assertThat(tx.changes()).isEqualTo(before);
      assertThat(shown(tx)).isEqualTo(shown);
    }

    private static void requireRefused(int index, Runnable call) {
      assertThat(refused(call).index()).isEqualTo(index);
    }
  }

  private static <T> List<NodeId> ids(GraphReader reader, NodeKind<T> kind) {
    return reader.nodes(kind).map(node -> node.id()).toList();
  }

  private static <E> List<EdgeId> edgeIds(GraphReader reader, EdgeKind<E> kind) {
    return reader.edges(kind).map(edge -> edge.id()).toList();
  }

  private static List<String> shown(GraphReader reader) {
    List<String> shown = new ArrayList<>();
    reader.nodes(PERSON).forEach(node -> shown.add(node.toString()));
    reader.edges(LIKES).forEach(edge -> shown.add(edge.toString()));
    reader.edges(FOLLOWED_BY).forEach(edge -> shown.add(edge.toString()));
    return shown;
  }

  /** Ids differ, for refused calls use numbers up. */
  private static List<String> contents(TransactionBed bed) {
    return bed.read(
        view -> {
          List<String> contents = new ArrayList<>();
          view.nodes(PERSON).forEach(node -> contents.add(node.properties().toString()));
          view.edges(LIKES)
              .forEach(
                  edge ->
                      contents.add(
                          view.get(PERSON, edge.from()).properties().uid()
                              + " likes "
                              + view.get(PERSON, edge.to()).properties().uid()));
          return contents.stream().sorted().toList();
        });
  }
}
