package dev.thermograph.engine.internal.read;

import static dev.thermograph.engine.internal.read.ReadKinds.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which edges a cursor walks, what it reads there, and what it refuses. */
final class StoreEdgeCursorTest {
  private final TestTenant tenant = new TestTenant(SCHEMA);
  private final NodeId ann = tenant.ids().node(0);
  private final NodeId bob = tenant.ids().node(1);
  private final EdgeId forth = tenant.ids().edge(0);
  private final EdgeId back = tenant.ids().edge(1);
  private final EdgeId self = tenant.ids().edge(2);
  private final EdgeId rated = tenant.ids().edge(3);
  private final long written =
      tenant.commit(
          commit -> {
            commit.create(PERSON, new Person(1, "Ann", null, Level.LOW, 0));
            commit.create(PERSON, new Person(2, "Bob", null, Level.LOW, 0));
            commit.connect(KNOWS, ann, bob, new Knows(2000, "n"));
            commit.connect(KNOWS, bob, ann, new Knows(2001, null));
            commit.connect(KNOWS, ann, ann, new Knows(2002, null));
            commit.connect(RATED, ann, bob, new Rated(4.0));
            commit.connect(LIVES_IN, ann, bob, NoProperties.NONE);
          });
  private final PinnedView view = tenant.open();
  private final EdgeCursor<Knows> knows = view.cursor(KNOWS);

  @AfterEach
  void close() {
    view.close();
    tenant.close();
  }

  private List<EdgeId> walk(NodeId node, Direction direction) {
    List<EdgeId> walked = new ArrayList<>();
    knows.open(node, direction);
    while (knows.next()) {
      walked.add(knows.edgeId());
    }
    return walked;
  }

  @Test
  void edgesOfOneKindAreWalkedInEachDirection() {
    assertThat(walk(ann, Direction.OUT)).containsExactlyInAnyOrder(forth, self);
    assertThat(walk(ann, Direction.IN)).containsExactlyInAnyOrder(back, self);
    assertThat(walk(ann, Direction.BOTH)).containsExactlyInAnyOrder(forth, self, back, self);
    assertThat(walk(bob, Direction.BOTH)).containsExactlyInAnyOrder(forth, back);
    assertThat(walk(NodeId.of(TestTenant.NUMBER, 99), Direction.BOTH)).isEmpty();
  }

  @Test
  void aWalkCanBeGivenUpForAnother() {
    knows.open(ann, Direction.BOTH);
    assertThat(knows.next()).isTrue();
    assertThat(walk(bob, Direction.OUT)).containsExactly(back);
    assertThat(knows.next()).isFalse();
    assertThat(knows.next()).isFalse();
  }

  @Test
  void neighboursAndPropertiesAreRead() {
    int since = knows.column("since");
    int note = knows.column("note");
    knows.open(bob, Direction.BOTH);
    assertThat(knows.next()).isTrue();
    assertThat(knows.neighbour()).isEqualTo(ann.value());
    assertThat(knows.id()).isEqualTo(back.value());
    assertThat(knows.getLong(since)).isEqualTo(2001);
    assertThat(knows.has(note)).isFalse();
    assertThat(knows.next()).isTrue();
    assertThat(knows.getText(note)).isEqualTo("n");
    assertThat(knows.properties()).isEqualTo(new Knows(2000, "n"));
    assertThat(knows.sequence()).isEqualTo(written);
  }

  @Test
  void edgesAreReadAsTheViewSeesThem() {
    int since = knows.column("since");
    tenant.commit(
        commit -> {
          commit.put(KNOWS, forth, ann, bob, new Knows(9999, null));
          commit.delete(back);
        });
    assertThat(walk(bob, Direction.BOTH)).containsExactlyInAnyOrder(forth, back);
    knows.open(ann, Direction.OUT);
    boolean isThere = false;
    while (!isThere && knows.next()) {
      isThere = knows.id() == forth.value();
    }
    assertThat(knows.getLong(since)).isEqualTo(2000);
    assertThat(knows.sequence()).isEqualTo(written);
    try (PinnedView later = tenant.open()) {
      EdgeCursor<Knows> cursor = later.cursor(KNOWS);
      cursor.open(bob, Direction.BOTH);
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.properties()).isEqualTo(new Knows(9999, null));
      assertThat(cursor.sequence()).isEqualTo(written + 1);
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void anEdgeWithoutABlockHasNoValuesButDefaults() {
    tenant.commit(
        commit -> commit.put(RATED, rated, ann, bob, new Rated(null))); // the default is written
    EdgeCursor<NoProperties> homes = view.cursor(LIVES_IN);
    homes.open(ann, Direction.OUT);
    assertThat(homes.next()).isTrue();
    assertThat(homes.properties()).isEqualTo(NoProperties.NONE);
    assertThat(homes.sequence()).isEqualTo(written);
    EdgeCursor<Rated> ratings = view.cursor(RATED);
    int stars = ratings.column("stars");
    ratings.open(bob, Direction.IN);
    assertThat(ratings.next()).isTrue();
    assertThat(ratings.getDouble(stars)).isEqualTo(4.0);
  }

  @Test
  void nothingIsReadWhereTheCursorStandsNowhere() {
    int since = knows.column("since");
    assertThat(knows.next()).isFalse();
    refusesNowhere(since);
    knows.open(ann, Direction.OUT);
    refusesNowhere(since);
    walk(ann, Direction.OUT);
    refusesNowhere(since);
  }

  private void refusesNowhere(int column) {
    List<Runnable> calls =
        List.of(
            knows::neighbour,
            knows::id,
            knows::sequence,
            knows::properties,
            () -> knows.has(column),
            () -> knows.getLong(column));
    for (Runnable call : calls) {
      assertThatThrownBy(call::run)
          .isInstanceOf(NotFoundException.class)
          .hasMessage("cursor stands nowhere: kind=Knows");
    }
  }

  @Test
  void foreignNodesAndWrongColumnsAreRefused() {
    assertThatThrownBy(() -> knows.open(NodeId.of(8, 0), Direction.OUT))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("id belongs to another tenant: id=node:8/0 tenant=7");
    assertThatThrownBy(() -> knows.column("until")).isInstanceOf(InvalidArgumentException.class);
    knows.open(ann, Direction.OUT);
    assertThat(knows.next()).isTrue();
    assertThatThrownBy(() -> knows.getLong(0)).isInstanceOf(InvalidArgumentException.class);
    int note = knows.column("note");
    knows.open(bob, Direction.OUT);
    assertThat(knows.next()).isTrue();
    assertThatThrownBy(() -> knows.getText(note)).isInstanceOf(PropertyRefusedException.class);
  }
}
