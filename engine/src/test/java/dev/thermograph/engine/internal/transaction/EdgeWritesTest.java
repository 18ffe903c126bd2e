package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.CONTAINS;
import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.HOLDS;
import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.LIKES;
import static dev.thermograph.engine.internal.transaction.Kinds.OWNER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.folder;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.ConstraintException.Rule;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.graph.WriteTransaction.ConnectedEdge;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.PropertyRuleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edges: their ends, how many there may be, their properties. */
final class EdgeWritesTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);
  private NodeId ann;
  private NodeId bob;
  private NodeId root;

  @BeforeEach
  void makeNodes() {
    ann = bed.compute(tx -> tx.create(PERSON, person(1)));
    bob = bed.compute(tx -> tx.create(PERSON, person(2)));
    root = bed.compute(tx -> tx.create(FOLDER, folder("/")));
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private static void refuse(Rule rule, ThrowingCallable call, String... parts) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown)
        .isInstanceOfSatisfying(
            ConstraintException.class, error -> assertThat(error.rule()).isEqualTo(rule));
    for (String part : parts) {
      assertThat(thrown).hasMessageContaining(part);
    }
  }

  @Test
  void anEdgeIsWalkedFromBothEnds() {
    EdgeId id =
        bed.compute(
            tx -> {
              EdgeId edge = tx.connect(KNOWS, ann, bob, new Knows(2001, null));
              assertThat(tx.edges(KNOWS, bob, Direction.IN))
                  .containsExactly(new Edge<>(edge, KNOWS, ann, bob, new Knows(2001, null), 0));
              assertThat(tx.degree(KNOWS, ann, Direction.BOTH)).isEqualTo(1);
              return edge;
            });
    List<Edge<Knows>> found = bed.read(view -> view.edgesBetween(KNOWS, ann, bob));
    assertThat(found).extracting(Edge::id).containsExactly(id);
    assertThat(bed.<List<Edge<Knows>>>read(view -> view.edgesBetween(KNOWS, bob, ann))).isEmpty();
  }

  @Test
  void endsMustBeThereAndOfTheRightKinds() {
    NodeId nobody = NodeId.of(TransactionBed.TENANT, 999);
    bed.write(
        tx -> {
          assertThatThrownBy(() -> tx.connect(LIKES, ann, nobody))
              .isInstanceOf(NotFoundException.class)
              .hasMessageContaining(nobody.toString());
          assertThatThrownBy(() -> tx.getOrConnect(LIKES, nobody, ann, NoProperties.NONE))
              .isInstanceOf(NotFoundException.class);
          refuse(
              Rule.ENDPOINTS,
              () -> tx.connect(OWNER, ann, bob),
              "kind=OWNER from=Person to=Person allowed=[Folder, Task] to [Person]");
          refuse(Rule.ENDPOINTS, () -> tx.connect(OWNER, root, root));
          tx.delete(bob);
          assertThatThrownBy(() -> tx.connect(LIKES, ann, bob))
              .isInstanceOf(NotFoundException.class);
        });
    assertThat(bed.<Long>read(view -> view.count(LIKES))).isZero();
  }

  @Test
  void oneMeansOneEdgeOutOfANode() {
    EdgeId first = bed.compute(tx -> tx.connect(OWNER, root, ann));
    bed.write(
        tx -> {
          refuse(Rule.CARDINALITY, () -> tx.connect(OWNER, root, bob), "edge=" + first);
          tx.delete(first);
          EdgeId second = tx.connect(OWNER, root, bob);
          refuse(Rule.CARDINALITY, () -> tx.connect(OWNER, root, ann), "edge=" + second);
          NodeId other = tx.create(FOLDER, folder("/b"));
          tx.connect(OWNER, other, bob);
          refuse(Rule.CARDINALITY, () -> tx.connect(OWNER, other, bob));
        });
  }

  @Test
  void uniqueMeansOneEdgeBetweenTwoNodesInOneDirection() {
    bed.write(tx -> tx.connect(LIKES, ann, bob));
    bed.write(
        tx -> {
          refuse(Rule.CARDINALITY, () -> tx.connect(LIKES, ann, bob));
          tx.connect(LIKES, bob, ann);
          refuse(Rule.CARDINALITY, () -> tx.connect(LIKES, bob, ann));
          tx.connect(LIKES, ann, ann);
          refuse(Rule.CARDINALITY, () -> tx.connect(LIKES, ann, ann));
          tx.connect(KNOWS, ann, bob, new Knows(1, null));
          tx.connect(KNOWS, ann, bob, new Knows(1, null));
        });
    assertThat(bed.<Long>read(view -> view.count(LIKES))).isEqualTo(3);
  }

  @Test
  void getOrConnectFindsAnEdgeInItsDirection() {
    bed.write(
        tx -> {
          ConnectedEdge made = tx.getOrConnect(KNOWS, ann, bob, new Knows(1, null));
          assertThat(made.isCreated()).isTrue();
          assertThat(tx.getOrConnect(KNOWS, ann, bob, new Knows(2, null)))
              .isEqualTo(new ConnectedEdge(made.id(), false));
          assertThat(tx.getOrConnect(KNOWS, bob, ann, new Knows(2, null)).isCreated()).isTrue();
          tx.connect(OWNER, root, ann);
          assertThat(tx.getOrConnect(OWNER, root, ann, NoProperties.NONE).isCreated()).isFalse();
          refuse(Rule.CARDINALITY, () -> tx.getOrConnect(OWNER, root, bob, NoProperties.NONE));
        });
  }

  @Test
  void propertiesAreCheckedChangedAndReplaced() {
    EdgeId id = bed.compute(tx -> tx.connect(KNOWS, ann, bob, new Knows(1, "x")));
    bed.write(
        tx -> {
          tx.update(id, Map.of("since", 2));
          assertThat(tx.get(KNOWS, id).properties()).isEqualTo(new Knows(2, "x"));
          assertThatThrownBy(() -> tx.update(id, Map.of("since", "long")))
              .isInstanceOf(PropertyRuleException.class);
          tx.replace(KNOWS, id, new Knows(3, null));
          assertThatThrownBy(() -> tx.replace(LIKES, id, NoProperties.NONE))
              .isInstanceOf(NotFoundException.class)
              .hasMessageContaining("kind=LIKES found=Knows");
        });
    Edge<Knows> found = bed.read(view -> view.get(KNOWS, id));
    assertThat(found.properties()).isEqualTo(new Knows(3, null));
    assertThat(found.from()).isEqualTo(ann);
  }

  @Test
  void anEdgeMayGetPropertiesLaterAndLoseThemAgain() {
    EdgeId id = bed.compute(tx -> tx.connectFrom(HOLDS, ann, bob, Map.of()));
    bed.write(tx -> tx.update(id, Map.of("weight", 1.5)));
    assertThat(bed.<Integer>read(view -> view.get(HOLDS, id).properties().fields().size()))
        .isEqualTo(1);
    bed.write(tx -> tx.replace(HOLDS, id, new PropertyValue.MapOf(new LinkedHashMap<>())));
    bed.restart();
    assertThat(bed.<Integer>read(view -> view.get(HOLDS, id).properties().fields().size()))
        .isZero();
  }

  @Test
  void deletedEdgesAreGoneFromBothEnds() {
    EdgeId old = bed.compute(tx -> tx.connect(LIKES, ann, bob));
    bed.write(
        tx -> {
          EdgeId fresh = tx.connect(CONTAINS, root, tx.create(FOLDER, folder("/x")));
          tx.delete(fresh);
          tx.delete(old);
          assertThat(tx.exists(old)).isFalse();
          assertThat(tx.degree(LIKES, bob, Direction.IN)).isZero();
          assertThat(tx.degree(CONTAINS, root, Direction.OUT)).isZero();
          assertThatThrownBy(() -> tx.delete(old)).isInstanceOf(NotFoundException.class);
          assertThatThrownBy(() -> tx.update(fresh, Map.of()))
              .isInstanceOf(NotFoundException.class);
        });
    assertThat(bed.<Boolean>read(view -> view.exists(old))).isFalse();
  }
}
