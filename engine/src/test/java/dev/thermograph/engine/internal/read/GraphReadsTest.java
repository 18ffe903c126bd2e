package dev.thermograph.engine.internal.read;

import static dev.thermograph.engine.internal.read.ReadKinds.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.error.InvalidArgumentException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each way of reading, what it refuses and what it says then. */
final class GraphReadsTest {
  private static final Person ANN = new Person(1, "Ann", 30, Level.HIGH, 0.5);
  private static final Person BOB = new Person(2, "Bob", null, Level.LOW, -0.0);
  private static final Place PARIS = new Place("PAR", "FR", "75001");
  private static final UUID SERIAL = new UUID(1, 2);
  private static final Instant SEEN = Instant.ofEpochSecond(5, 7);
  private static final NodeId FOREIGN = NodeId.of(TestTenant.NUMBER + 1, 0);

  private final TestTenant tenant = new TestTenant(SCHEMA);
  private NodeId ann = NodeId.of(TestTenant.NUMBER, 0);
  private NodeId bob = ann;
  private NodeId paris = ann;
  private NodeId device = ann;
  private EdgeId knows = EdgeId.of(TestTenant.NUMBER, 0);
  private EdgeId livesIn = knows;
  private EdgeId self = knows;
  private final long written = write();
  private final GraphReads reads = reads(written);

  private long write() {
    return tenant.commit(
        commit -> {
          ann = commit.create(PERSON, ANN);
          bob = commit.create(PERSON, BOB);
          paris = commit.create(PLACE, PARIS);
          device = commit.create(DEVICE, new Device(SERIAL, SEEN, true, Level.LOW));
          knows = commit.connect(KNOWS, ann, bob, new Knows(2001, "school"));
          livesIn = commit.connect(LIVES_IN, ann, paris, NoProperties.NONE);
          self = commit.connect(KNOWS, ann, ann, new Knows(1990, null));
        });
  }

  private GraphReads reads(long sequence) {
    StoreSource source = new StoreSource(tenant.hot().store(), sequence);
    return new GraphReads(source, tenant.schema(), tenant.ids());
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void aNodeIsFoundWithItsPropertiesAndItsCommit() {
    assertThat(reads.sequence()).isEqualTo(written);
    assertThat(reads.find(PERSON, ann)).contains(new Node<>(ann, PERSON, ANN, written));
    assertThat(reads.get(PERSON, bob).properties()).isEqualTo(BOB);
  }

  @Test
  void aNodeIsNotFoundUnderAnotherKindNorBeforeItWasThere() {
    assertThat(reads.find(PLACE, ann)).isEmpty();
    assertThat(reads(written - 1).find(PERSON, ann)).isEmpty();
    assertThat(reads.find(PERSON, NodeId.of(TestTenant.NUMBER, 1_000_000))).isEmpty();
  }

  @Test
  void whatMustBeThereIsRefusedWithWhatIsThere() {
    assertThatThrownBy(() -> reads.get(PLACE, ann))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "node is of another kind: found=Person id=node:7/0 kind=Place sequence=" + written);
    assertThatThrownBy(() -> reads.get(PLACE, NodeId.of(TestTenant.NUMBER, 99)))
        .isInstanceOf(NotFoundException.class)
        .hasMessage("node is not there: id=node:7/99 kind=Place sequence=" + written);
    assertThatThrownBy(() -> reads.get(LIVES_IN, knows))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "edge is of another kind: found=Knows id=edge:7/0 kind=LivesIn sequence=" + written);
  }

  @Test
  void aNodeIsFoundByAKeyOfEachType() {
    assertThat(reads.findByKey(PERSON, 2L).orElseThrow().id()).isEqualTo(bob);
    assertThat(reads.findByKey(PERSON, 2).orElseThrow().id()).isEqualTo(bob);
    assertThat(reads.findByKey(PLACE, "PAR").orElseThrow().properties()).isEqualTo(PARIS);
    assertThat(reads.findByKey(DEVICE, SERIAL).orElseThrow().id()).isEqualTo(device);
    assertThat(reads.findByKey(PERSON, 3)).isEmpty();
    assertThat(reads.findByKey(PLACE, "PARI")).isEmpty();
    assertThat(reads.findByKey(DEVICE, new UUID(1, 3))).isEmpty();
    assertThat(reads(written - 1).findByKey(PERSON, 2)).isEmpty();
  }

  @Test
  void aKeyOfAnotherTypeIsRefused() {
    assertThatThrownBy(() -> reads.findByKey(PERSON, "2"))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessageContainingAll("kind=Person", "property=uid", "value=\"2\"", "limit=long");
    assertThatThrownBy(() -> reads.findByKey(PLACE, 5))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessageContainingAll("kind=Place", "property=code", "value=5", "limit=text");
    assertThatThrownBy(() -> reads.findByKey(DEVICE, SEEN))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessageContainingAll("kind=Device", "property=serial", "limit=uuid");
    assertThatThrownBy(() -> reads.findByKey(PLACE, new Object()))
        .isInstanceOf(PropertyRefusedException.class);
    assertThatThrownBy(() -> reads.findByKey(THING, "x"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("kind has no key: kind=Thing");
  }

  @Test
  @SuppressWarnings("NullAway") // on purpose
  void aKeyThatIsNullIsRefused() {
    assertThatThrownBy(() -> reads.findByKey(PERSON, null))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("key is null: kind=Person");
  }

  @Test
  void aNodeIsFoundByTheValuesOfARule() {
    assertThat(reads.findUnique(PERSON, "name", "aNN").orElseThrow().id()).isEqualTo(ann);
    assertThat(reads.findUnique(PLACE, "address", "FR", "75001").orElseThrow().id())
        .isEqualTo(paris);
    assertThat(reads.findUnique(DEVICE, "seen", SEEN).orElseThrow().id()).isEqualTo(device);
    assertThat(reads.findUnique(PLACE, "code", "PAR").orElseThrow().id()).isEqualTo(paris);
    assertThat(reads.findUnique(PLACE, "address", "FR", "75002")).isEmpty();
    assertThat(reads.findUnique(PLACE, "address", "75001", "FR")).isEmpty();
    assertThat(reads.findUnique(DEVICE, "seen", SEEN.plusNanos(1))).isEmpty();
  }

  @Test
  void nothingIsFoundByANull() {
    assertThat(reads.findUnique(DEVICE, "seen", (Object) null)).isEmpty();
    assertThat(reads.findUnique(PLACE, "address", "FR", null)).isEmpty();
  }

  @Test
  void wrongValuesOfARuleAreRefused() {
    assertThatThrownBy(() -> reads.findUnique(PLACE, "address", "FR"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContainingAll("kind=Place", "rule=address", "values=1", "needed=2");
    assertThatThrownBy(() -> reads.findUnique(PLACE, "address", null, 75001))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessageContainingAll("kind=Place", "property=zip", "value=75001", "limit=text");
    assertThatThrownBy(() -> reads.findUnique(PLACE, "zip", "75001"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("kind has no such unique rule: kind=Place rule=zip rules=[code, address]");
    assertThatThrownBy(() -> reads.findUnique(PERSON, "name", "half a pair: \ud800"))
        .isInstanceOf(PropertyRefusedException.class);
  }

  @Test
  void anOpenKindIsFoundByValuesOfAnyTypeAndALookupAddsNoNames() {
    PropertyValue.MapOf inner = map(Map.of("a", new PropertyValue.Int(1)));
    List<PropertyValue> tags =
        List.of(
            new PropertyValue.Int(5),
            new PropertyValue.Text("5"),
            new PropertyValue.Bool(true),
            inner,
            new PropertyValue.ListOf(List.of(inner)));
    tenant.commit(commit -> tags.forEach(tag -> commit.create(THING, map(Map.of("tag", tag)))));
    GraphReads now = reads(written + 1);
    for (PropertyValue tag : tags) {
      assertThat(now.findUnique(THING, "tag", tag).orElseThrow().properties().fields())
          .containsExactly(Map.entry("tag", tag));
    }
    int names = tenant.hot().keys().count();
    assertThat(now.findUnique(THING, "tag", Map.of("never written", 1))).isEmpty();
    assertThat(now.findUnique(THING, "tag", List.of(Map.of("nor this", 1)))).isEmpty();
    assertThat(now.findUnique(THING, "tag", 5.0)).isEmpty();
    assertThat(tenant.hot().keys().count()).isEqualTo(names);
  }

  private static PropertyValue.MapOf map(Map<String, PropertyValue> fields) {
    SequencedMap<String, PropertyValue> ordered = new LinkedHashMap<>(fields);
    return new PropertyValue.MapOf(ordered);
  }

  @Test
  void aValueThatMovedToAnotherNodeIsFoundWhereEachViewSeesIt() {
    long moved =
        tenant.commit(
            commit -> {
              commit.put(PERSON, ann, new Person(1, "Anna", 31, Level.HIGH, 0));
              commit.put(PERSON, bob, new Person(2, "Ann", 31, Level.HIGH, 0));
            });
    assertThat(reads(written).findUnique(PERSON, "name", "Ann").orElseThrow().id()).isEqualTo(ann);
    assertThat(reads(moved).findUnique(PERSON, "name", "Ann").orElseThrow().id()).isEqualTo(bob);
    assertThat(reads(moved).findUnique(PERSON, "name", "Bob")).isEmpty();
  }

  @Test
  void existenceAndKindAreSaidOfAnyElement() {
    assertThat(reads.exists(ann)).isTrue();
    assertThat(reads.exists(knows)).isTrue();
    assertThat(reads.exists(NodeId.of(TestTenant.NUMBER, 99))).isFalse();
    assertThat(reads.exists(EdgeId.of(TestTenant.NUMBER, 99))).isFalse();
    assertThat(reads.findKindName(paris)).contains("Place");
    assertThat(reads.findKindName(livesIn)).contains("LivesIn");
    assertThat(reads(written - 1).findKindName(paris)).isEmpty();
    assertThat(reads(written - 1).findKindName(livesIn)).isEmpty();
  }

  @Test
  void edgesAreFoundWithAndWithoutProperties() {
    assertThat(reads.get(KNOWS, knows))
        .isEqualTo(new Edge<>(knows, KNOWS, ann, bob, new Knows(2001, "school"), written));
    assertThat(reads.get(LIVES_IN, livesIn))
        .isEqualTo(new Edge<>(livesIn, LIVES_IN, ann, paris, NoProperties.NONE, written));
    assertThat(reads.find(KNOWS, livesIn)).isEmpty();
  }

  @Test
  void aDefaultStandsForAMissingProperty() {
    EdgeId[] rated = new EdgeId[1];
    long sequence =
        tenant.commit(
            commit -> {
              rated[0] = commit.connect(RATED, ann, device, new Rated(4.5));
              commit.connect(RATED, bob, device, new Rated(null));
            });
    assertThat(reads(sequence).get(RATED, rated[0]).properties()).isEqualTo(new Rated(4.5));
    assertThat(reads(sequence).edges(RATED, bob, Direction.OUT).getFirst().properties())
        .isEqualTo(new Rated(3.0));
  }

  @Test
  void aLoopIsMetTwiceInBothDirections() {
    assertThat(reads.edges(KNOWS, ann, Direction.OUT))
        .extracting(Edge::id)
        .containsOnly(knows, self);
    assertThat(reads.edges(KNOWS, ann, Direction.IN)).extracting(Edge::id).containsOnly(self);
    assertThat(reads.edges(KNOWS, ann, Direction.BOTH))
        .extracting(Edge::id)
        .containsExactlyInAnyOrder(knows, self, self);
    assertThat(reads.degree(KNOWS, ann, Direction.BOTH)).isEqualTo(3);
    assertThat(reads.degree(KNOWS, bob, Direction.IN)).isEqualTo(1);
    assertThat(reads.degree(LIVES_IN, bob, Direction.BOTH)).isZero();
  }

  @Test
  void edgesBetweenTwoNodesAreFoundFromEitherEnd() {
    assertThat(reads.edgesBetween(KNOWS, ann, bob)).extracting(Edge::id).containsExactly(knows);
    assertThat(reads.edgesBetween(KNOWS, bob, ann)).isEmpty();
    assertThat(reads.edgesBetween(KNOWS, ann, ann)).extracting(Edge::id).containsExactly(self);
    assertThat(reads.edgesBetween(LIVES_IN, ann, paris)).hasSize(1);
  }

  @Test
  void edgesBetweenWalksTheShorterList() {
    long sequence =
        tenant.commit(
            commit -> {
              for (int i = 0; i < 300; i++) {
                commit.connect(RATED, commit.create(PLACE, place(i)), paris, new Rated(1.0));
                commit.connect(RATED, bob, commit.create(PLACE, place(1000 + i)), new Rated(1.0));
              }
              commit.connect(RATED, ann, paris, new Rated(2.0));
              commit.connect(RATED, bob, device, new Rated(3.0));
            });
    CountingSource counting = new CountingSource(new StoreSource(tenant.hot().store(), sequence));
    GraphReads counted = new GraphReads(counting, tenant.schema(), tenant.ids());
    assertThat(counted.edgesBetween(RATED, ann, paris)).hasSize(1);
    assertThat(counted.edgesBetween(RATED, bob, device)).hasSize(1);
    assertThat(counting.walked()).isEqualTo(2);
  }

  private static Place place(int number) {
    return new Place("code" + number, "country" + number, "zip" + number);
  }

  @Test
  void allOfAKindAreStreamedAndCounted() {
    assertThat(reads.nodes(PERSON)).extracting(Node::id).containsExactly(ann, bob);
    assertThat(reads.edges(KNOWS)).extracting(Edge::id).containsExactly(knows, self);
    assertThat(reads.count(PERSON)).isEqualTo(2);
    assertThat(reads.count(THING)).isZero();
    assertThat(reads.count(KNOWS)).isEqualTo(2);
    assertThat(reads.count(REL)).isZero();
    assertThat(reads(written - 1).nodes(PERSON)).isEmpty();
  }

  @Test
  void aStreamReadsAsItGoes() {
    CountingSource counting = new CountingSource(new StoreSource(tenant.hot().store(), written));
    GraphReads counted = new GraphReads(counting, tenant.schema(), tenant.ids());
    assertThat(counted.nodes(PERSON).findFirst().orElseThrow().id()).isEqualTo(ann);
    assertThat(counting.shown()).isEqualTo(1);
  }

  @Test
  void idsOfAnotherTenantAreRefusedWithBothNamed() {
    EdgeId foreignEdge = EdgeId.of(TestTenant.NUMBER + 1, 0);
    refusesForeign(() -> reads.find(PERSON, FOREIGN));
    refusesForeign(() -> reads.get(PERSON, FOREIGN));
    refusesForeign(() -> reads.exists(FOREIGN));
    refusesForeign(() -> reads.findKindName(FOREIGN));
    refusesForeign(() -> reads.edges(KNOWS, FOREIGN, Direction.OUT));
    refusesForeign(() -> reads.edgesBetween(KNOWS, FOREIGN, ann));
    refusesForeign(() -> reads.edgesBetween(KNOWS, ann, FOREIGN));
    refusesForeign(() -> reads.degree(KNOWS, FOREIGN, Direction.IN));
    refusesForeign(() -> reads.find(KNOWS, foreignEdge));
    refusesForeign(() -> reads.get(KNOWS, foreignEdge));
    refusesForeign(() -> reads.exists(foreignEdge));
    refusesForeign(() -> reads.findKindName(foreignEdge));
  }

  private static void refusesForeign(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageMatching("id belongs to another tenant: id=(node|edge):8/0 tenant=7");
  }

  @Test
  void aKindThatTheTenantLacksIsRefused() {
    NodeKind<Place> twin = NodeKind.of(Place.class).name("Place").build();
    for (NodeKind<Place> kind : List.of(STRANGER, twin)) {
      assertThatThrownBy(() -> reads.find(kind, ann)).isInstanceOf(InvalidArgumentException.class);
      assertThatThrownBy(() -> reads.count(kind)).isInstanceOf(InvalidArgumentException.class);
      assertThatThrownBy(() -> reads.nodes(kind)).isInstanceOf(InvalidArgumentException.class);
      assertThatThrownBy(() -> reads.findByKey(kind, "x"))
          .isInstanceOf(InvalidArgumentException.class);
    }
  }
}
