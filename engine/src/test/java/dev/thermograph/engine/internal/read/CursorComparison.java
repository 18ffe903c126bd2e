package dev.thermograph.engine.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.PropertyCursor;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.internal.read.ReadModel.EdgeState;
import dev.thermograph.engine.internal.read.ReadModel.NodeState;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.PropertyDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares the cursors of a view with what a model says. */
final class CursorComparison {
  private final ReadView view;
  private final ReadModel model;
  private final ReadModel.Instant expected;
  private final ElementIds ids;
  private final String where;

  CursorComparison(ReadView view, ReadModel model, long sequence, ElementIds ids, String where) {
    this.view = view;
    this.model = model;
    this.expected = model.at(sequence);
    this.ids = ids;
    this.where = where;
  }

  /** Compares everything, numbers up to this and a little behind included. */
  void compare(int nodeEnd) {
    NodeSort.ALL.forEach(sort -> compareNodes(sort, nodeEnd));
    EdgeSort.ALL.forEach(sort -> compareEdges(sort, nodeEnd));
  }

  private <T> void compareNodes(NodeSort<T> sort, int nodeEnd) {
    NodeCursor<T> cursor = view.cursor(sort.kind());
    List<Integer> wanted = new ArrayList<>();
    for (int number = 0; number < nodeEnd + 2; number++) {
      NodeState<?> state = expected.nodes().get(number);
      boolean isThere = state != null && state.sort().equals(sort);
      assertThat(cursor.seek(ids.node(number))).as("%s %d", where, number).isEqualTo(isThere);
      if (isThere && state != null) {
        wanted.add(number);
        compareProperties(cursor, sort.kind(), state.properties(), state.sequence());
        assertThat(cursor.properties()).as(where).isEqualTo(state.properties());
      }
    }
    cursor.rewind();
    List<Integer> scanned = new ArrayList<>();
    while (cursor.next()) {
      scanned.add(cursor.nodeId().number());
    }
    assertThat(scanned).as("%s %s", where, sort.kind()).isEqualTo(wanted);
    sort.rules().forEach(rule -> compareLookups(cursor, sort, rule));
  }

  private <T> void compareLookups(
      NodeCursor<T> cursor, NodeSort<T> sort, NodeSort.RuleSort<T> rule) {
    for (List<@Nullable Object> values : model.used(sort, rule)) {
      Object value = values.getFirst();
      if (value instanceof PropertyValue.Int(long it)) {
        value = it;
      } else if (value instanceof PropertyValue.Text(String it)) {
        value = it;
      }
      Boolean found = values.size() > 1 ? null : seek(cursor, rule, value);
      if (found != null) {
        Integer number = expected.find(sort, rule, values);
        assertThat(found).as("%s %s=%s", where, rule.name(), values).isEqualTo(number != null);
        if (number != null) {
          assertThat(cursor.id()).as(where).isEqualTo(ids.value(number));
        }
      }
    }
  }

  /** Nothing where cursors cannot look a value up. */
  private static @Nullable Boolean seek(
      NodeCursor<?> cursor, NodeSort.RuleSort<?> rule, @Nullable Object value) {
    return switch (value) {
      case Long it when rule.isKey() -> cursor.seekKey(it);
      case String it when rule.isKey() -> cursor.seekKey(it);
      case UUID it when rule.isKey() -> cursor.seekKey(it);
      case Long it -> cursor.seekUnique(rule.name(), it);
      case String it -> cursor.seekUnique(rule.name(), it);
      case null, default -> null;
    };
  }

  private <E> void compareEdges(EdgeSort<E> sort, int nodeEnd) {
    EdgeCursor<E> cursor = view.cursor(sort.kind());
    for (int number = 0; number < nodeEnd + 2; number++) {
      for (Direction direction : Direction.values()) {
        List<Map.Entry<Integer, Integer>> found = new ArrayList<>();
        cursor.open(ids.node(number), direction);
        while (cursor.next()) {
          found.add(Map.entry(cursor.edgeId().number(), ids.requireNode(cursor.neighbour())));
          compareEdge(cursor, sort);
        }
        found.sort(Comparator.comparing(Map.Entry::getKey));
        assertThat(found)
            .as("%s %s of %d %s", where, sort.kind(), number, direction)
            .isEqualTo(expected.adjacent(number, sort, direction));
      }
    }
  }

  private <E> void compareEdge(EdgeCursor<E> cursor, EdgeSort<E> sort) {
    EdgeState<?> state = expected.edges().get(cursor.edgeId().number());
    assertThat(state).as("%s edge %d", where, cursor.id()).isNotNull();
    if (state != null && (cursor.id() & 1) == 0) { // of the others nothing is looked at
      compareProperties(cursor, sort.kind(), state.properties(), state.sequence());
      assertThat(cursor.properties()).as(where).isEqualTo(state.properties());
    }
  }

  private void compareProperties(
      PropertyCursor cursor, Kind<?> kind, Object properties, long sequence) {
    assertThat(cursor.sequence()).as(where).isEqualTo(sequence);
    Map<String, PropertyValue> fields = NodeSort.tree(properties).fields();
    Set<String> names = new LinkedHashSet<>(fields.keySet());
    kind.properties().stream().map(PropertyDefinition::name).forEach(names::add);
    for (String name : names) {
      int column = cursor.column(name);
      PropertyValue value = fields.get(name);
      assertThat(cursor.value(column))
          .as("%s %s", where, name)
          .isEqualTo(Optional.ofNullable(value));
      assertThat(cursor.has(column)).as("%s %s", where, name).isEqualTo(value != null);
      switch (value) {
        case PropertyValue.Int(long it) -> assertThat(cursor.getLong(column)).isEqualTo(it);
        case PropertyValue.Real(double it) -> assertThat(cursor.getDouble(column)).isEqualTo(it);
        case PropertyValue.Bool(boolean it) -> assertThat(cursor.getBoolean(column)).isEqualTo(it);
        case PropertyValue.Text(String it) -> compareText(cursor, column, it);
        case PropertyValue.EnumName(String it) -> compareText(cursor, column, it);
        case null, default -> {}
      }
    }
  }

  private static void compareText(PropertyCursor cursor, int column, String text) {
    assertThat(cursor.getText(column)).isEqualTo(text);
    assertThat(cursor.textEquals(column, text.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(cursor.textEquals(column, (text + "x").getBytes(StandardCharsets.UTF_8))).isFalse();
  }
}
