package dev.thermograph.engine.internal.read;

import static dev.thermograph.engine.internal.read.ReadKinds.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.property.WrongPropertyTypeException;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.error.InvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a cursor over nodes goes, what it reads there, and what it refuses. */
final class StoreNodeCursorTest {
  private static final UUID SERIAL = new UUID(3, 4);

  private final TestTenant tenant = new TestTenant(SCHEMA);
  private final NodeId ann = tenant.ids().node(0);
  private final NodeId bob = tenant.ids().node(1);
  private final NodeId paris = tenant.ids().node(2);
  private final NodeId device = tenant.ids().node(3);
  private final NodeId thing = tenant.ids().node(4);
  private final long written =
      tenant.commit(
          commit -> {
            commit.create(PERSON, new Person(10, "Ann", 30, Level.HIGH, 0.5));
            commit.create(PERSON, new Person(20, "Zoë", null, Level.LOW, 7));
            commit.create(PLACE, new Place("PAR", "FR", "75001"));
            commit.create(DEVICE, new Device(SERIAL, Instant.EPOCH, true, Level.HIGH));
            commit.create(THING, thing());
          });
  private final PinnedView view = tenant.open();
  private final NodeCursor<Person> people = view.cursor(PERSON);

  private static PropertyValue.MapOf thing() {
    SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();
    fields.put("vector", new PropertyValue.Vector(new float[] {1, 2, 3}));
    fields.put("nothing", new PropertyValue.Null());
    fields.put("text", new PropertyValue.Text("€"));
    fields.put("list", new PropertyValue.ListOf(List.of(new PropertyValue.Bool(false))));
    return new PropertyValue.MapOf(fields);
  }

  @AfterEach
  void close() {
    view.close();
    tenant.close();
  }

  @Test
  void nextVisitsTheKindsNodesInOrderOnceAndAgainAfterRewind() {
    assertThat(visit()).containsExactly(ann, bob);
    assertThat(people.next()).isFalse();
    people.rewind();
    assertThat(visit()).containsExactly(ann, bob);
  }

  private List<NodeId> visit() {
    List<NodeId> visited = new ArrayList<>();
    while (people.next()) {
      visited.add(people.nodeId());
    }
    return visited;
  }

  @Test
  void nextGoesOnBehindTheNodeThatWasSought() {
    assertThat(people.seek(ann)).isTrue();
    assertThat(visit()).containsExactly(bob);
    assertThat(people.seekKey(20)).isTrue();
    assertThat(visit()).isEmpty();
  }

  @Test
  void nextGoesOnBehindANodeThatIsNotThereAnyMore() {
    tenant.commit(commit -> commit.delete(ann));
    try (PinnedView later = tenant.open()) {
      NodeCursor<Person> cursor = later.cursor(PERSON);
      assertThat(cursor.seek(ann)).isFalse();
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.nodeId()).isEqualTo(bob);
      assertThat(cursor.seek(paris)).isFalse();
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void nextBeginsAtTheFirstNodeAfterALookupThatFoundNothing() {
    assertThat(people.seek(bob)).isTrue();
    assertThat(people.seekKey(30)).isFalse();
    assertThat(visit()).containsExactly(ann, bob);
  }

  @Test
  void aNodeOfAnotherKindIsNotFound() {
    assertThat(people.seek(paris)).isFalse();
    assertThat(people.seek(NodeId.of(TestTenant.NUMBER, Integer.MAX_VALUE))).isFalse();
    assertThat(view.cursor(PLACE).seek(paris)).isTrue();
  }

  @Test
  void keysAndUniqueValuesOfEachTypeAreFound() {
    assertThat(people.seekKey(10)).isTrue();
    assertThat(people.id()).isEqualTo(ann.value());
    assertThat(people.seekUnique("name", "zOË")).isTrue();
    assertThat(people.nodeId()).isEqualTo(bob);
    assertThat(people.seekUnique("uid", 10)).isTrue();
    assertThat(people.nodeId()).isEqualTo(ann);
    assertThat(people.seekUnique("name", "Zoe")).isFalse();
    assertThat(view.cursor(PLACE).seekKey("PAR")).isTrue();
    assertThat(view.cursor(PLACE).seekKey("par")).isFalse();
    assertThat(view.cursor(DEVICE).seekKey(SERIAL)).isTrue();
    assertThat(view.cursor(DEVICE).seekKey(new UUID(4, 3))).isFalse();
    assertThat(view.cursor(THING).seekUnique("tag", "any")).isFalse();
    assertThat(view.cursor(THING).seekUnique("tag", 5)).isFalse();
  }

  @Test
  void keysOfAnotherTypeAndUnknownRulesAreRefused() {
    assertThatThrownBy(() -> people.seekKey("10"))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessageContainingAll("kind=Person", "property=uid", "value=\"10\"", "limit=long");
    assertThatThrownBy(() -> view.cursor(PLACE).seekKey(5L))
        .isInstanceOf(PropertyRuleException.class);
    assertThatThrownBy(() -> people.seekKey(SERIAL)).isInstanceOf(PropertyRuleException.class);
    assertThatThrownBy(() -> people.seekUnique("name", 5))
        .isInstanceOf(PropertyRuleException.class);
    assertThatThrownBy(() -> people.seekUnique("age", 5))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("kind has no such unique rule: kind=Person rule=age rules=[uid, name]");
    assertThatThrownBy(() -> view.cursor(PLACE).seekUnique("address", "FR"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "rule compares several values: kind=Place rule=address properties=[country, zip]");
    assertThatThrownBy(() -> view.cursor(THING).seekKey(5L))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("kind has no key: kind=Thing");
    assertThatThrownBy(() -> view.cursor(PLACE).seekKey("\udc00"))
        .isInstanceOf(PropertyRefusedException.class);
  }

  @Test
  void aCursorGoesOnAfterARefusal() {
    assertThat(people.seekKey(10)).isTrue();
    assertThatThrownBy(() -> people.seekKey("10")).isInstanceOf(PropertyRuleException.class);
    assertThat(people.seekKey(20)).isTrue();
    assertThat(people.nodeId()).isEqualTo(bob);
  }

  @Test
  void aForeignIdIsRefused() {
    assertThatThrownBy(() -> people.seek(NodeId.of(8, 0)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("id belongs to another tenant: id=node:8/0 tenant=7");
    assertThatThrownBy(() -> people.seek(-1)).isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void propertiesAreReadWhereTheyLie() {
    int age = people.column("age");
    int level = people.column("level");
    int name = people.column("name");
    int score = people.column("score");
    assertThat(people.column("age")).isEqualTo(age);
    assertThat(people.seek(ann)).isTrue();
    assertThat(people.getLong(age)).isEqualTo(30);
    assertThat(people.getText(level)).isEqualTo("HIGH");
    assertThat(people.getText(name)).isEqualTo("Ann");
    assertThat(people.getDouble(score)).isEqualTo(0.5);
    assertThat(people.textEquals(name, utf8("Ann"))).isTrue();
    assertThat(people.textEquals(level, utf8("HIGH"))).isTrue();
    assertThat(people.textEquals(level, utf8("LOW"))).isFalse();
    assertThat(people.value(age)).contains(new PropertyValue.Int(30));
    assertThat(people.sequence()).isEqualTo(written);
    assertThat(people.properties()).isEqualTo(new Person(10, "Ann", 30, Level.HIGH, 0.5));
    assertThat(people.next()).isTrue();
    assertThat(people.textEquals(name, utf8("Zoë"))).isTrue();
    NodeCursor<Device> devices = view.cursor(DEVICE);
    int isOn = devices.column("isOn");
    assertThat(devices.next()).isTrue();
    assertThat(devices.getBoolean(isOn)).isTrue();
    assertThat(devices.nodeId()).isEqualTo(device);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aMissingValueIsSaidToBeMissing() {
    int age = people.column("age");
    assertThat(people.seek(bob)).isTrue();
    assertThat(people.has(age)).isFalse();
    assertThat(people.value(age)).isEmpty();
    assertThat(people.textEquals(age, utf8("30"))).isFalse();
    assertThat(people.getVector(age, new float[1])).isZero();
    assertThatThrownBy(() -> people.getLong(age))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessage("property has no value: kind=Person property=age");
  }

  @Test
  void anotherTypeThanTheStoredOneIsRefused() {
    int age = people.column("age");
    int name = people.column("name");
    assertThat(people.seek(ann)).isTrue();
    assertThatThrownBy(() -> people.getText(age))
        .isInstanceOf(WrongPropertyTypeException.class)
        .hasMessage("property has another type: kind=Person property=age wanted=TEXT found=INT");
    assertThatThrownBy(() -> people.getLong(name)).isInstanceOf(WrongPropertyTypeException.class);
    assertThatThrownBy(() -> people.getDouble(age)).isInstanceOf(WrongPropertyTypeException.class);
    assertThatThrownBy(() -> people.getBoolean(age)).isInstanceOf(WrongPropertyTypeException.class);
    assertThatThrownBy(() -> people.textEquals(age, utf8("30")))
        .isInstanceOf(WrongPropertyTypeException.class);
    assertThatThrownBy(() -> people.getVector(age, new float[1]))
        .isInstanceOf(WrongPropertyTypeException.class);
  }

  @Test
  void anOpenKindHasColumnsOfAnyName() {
    NodeCursor<PropertyValue.MapOf> things = view.cursor(THING);
    int vector = things.column("vector");
    int nothing = things.column("nothing");
    int text = things.column("text");
    int list = things.column("list");
    int unknown = things.column("a name that nobody wrote");
    assertThat(things.seek(thing)).isTrue();
    float[] target = new float[4];
    assertThat(things.getVector(vector, target)).isEqualTo(3);
    assertThat(target).containsExactly(1, 2, 3, 0);
    assertThat(things.has(nothing)).isFalse();
    assertThat(things.value(nothing)).contains(new PropertyValue.Null());
    assertThatThrownBy(() -> things.getLong(nothing)).isInstanceOf(PropertyRefusedException.class);
    assertThat(things.getText(text)).isEqualTo("€");
    assertThat(things.has(list)).isTrue();
    assertThat(things.has(unknown)).isFalse();
    assertThat(things.properties()).isEqualTo(thing());
    assertThatThrownBy(() -> things.getVector(vector, new float[2]))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("vector is longer than the array: dimension=3 length=2");
  }

  @Test
  void columnsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> people.column("height"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("kind has no such property: kind=Person property=height");
    int age = people.column("age");
    assertThat(people.next()).isTrue();
    for (int column : new int[] {-1, age + 1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> people.getLong(column))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessage("no column of this cursor: column=" + column + " columns=1");
    }
  }

  @Test
  void nothingIsReadWhereTheCursorStandsNowhere() {
    int age = people.column("age");
    refusesNowhere(age);
    assertThat(people.seek(ann)).isTrue();
    assertThat(people.seek(paris)).isFalse();
    refusesNowhere(age);
    assertThat(people.seekKey(99)).isFalse();
    refusesNowhere(age);
    visit();
    refusesNowhere(age);
    people.rewind();
    refusesNowhere(age);
  }

  private void refusesNowhere(int column) {
    List<Runnable> calls =
        List.of(
            people::id,
            people::nodeId,
            people::sequence,
            people::properties,
            () -> people.has(column),
            () -> people.getLong(column),
            () -> people.value(column),
            () -> people.textEquals(column, utf8("x")),
            () -> people.getVector(column, new float[1]));
    for (Runnable call : calls) {
      assertThatThrownBy(call::run)
          .isInstanceOf(NotFoundException.class)
          .hasMessage("cursor stands nowhere: kind=Person");
    }
  }
}
