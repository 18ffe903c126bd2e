package dev.thermograph.engine.internal.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.GraphReader;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.read.ReadModel.EdgeState;
import dev.thermograph.engine.internal.read.ReadModel.NodeState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares each method of a reader with what a model says. */
final class ReaderComparison {
  private final GraphReader reader;
  private final ReadModel model;
  private final ReadModel.Instant expected;
  private final ElementIds ids;
  private final String where;

  ReaderComparison(
      GraphReader reader, ReadModel model, long sequence, ElementIds ids, String where) {
    this.reader = reader;
    this.model = model;
    this.expected = model.at(sequence);
    this.ids = ids;
    this.where = where;
  }

  /** Compares everything, numbers up to these and a little behind included. */
  void compare(int nodeEnd, int edgeEnd) {
    for (int number = 0; number < nodeEnd + 2; number++) {
      compareNode(ids.node(number), expected.nodes().get(number));
    }
    for (int number = 0; number < edgeEnd + 2; number++) {
      compareEdge(ids.edge(number), expected.edges().get(number));
    }
    NodeSort.ALL.forEach(this::compareNodes);
    for (EdgeSort<?> sort : EdgeSort.ALL) {
      compareEdges(sort);
      for (int number = 0; number < nodeEnd + 2; number++) {
        compareAdjacency(sort, number);
      }
    }
  }

  private void compareNode(NodeId id, @Nullable NodeState<?> state) {
    assertThat(reader.exists(id)).as("%s %s", where, id).isEqualTo(state != null);
    assertThat(reader.findKindName(id))
        .as("%s %s", where, id)
        .isEqualTo(Optional.ofNullable(state).map(it -> it.sort().kind().name()));
    for (NodeSort<?> sort : NodeSort.ALL) {
      compareNode(sort, id, state);
    }
  }

  private <T> void compareNode(NodeSort<T> sort, NodeId id, @Nullable NodeState<?> state) {
    Optional<Node<T>> wanted = Optional.ofNullable(state).flatMap(it -> node(sort, id, it));
    assertThat(reader.find(sort.kind(), id)).as("%s %s", where, id).isEqualTo(wanted);
    if (wanted.isPresent()) {
      assertThat(reader.get(sort.kind(), id)).isEqualTo(wanted.get());
    } else {
      assertThatThrownBy(() -> reader.get(sort.kind(), id)).isInstanceOf(NotFoundException.class);
    }
  }

  private static <T> Optional<Node<T>> node(NodeSort<T> sort, NodeId id, NodeState<?> state) {
    return Optional.ofNullable(ReadModel.Instant.propertiesOf(sort, state))
        .map(properties -> new Node<>(id, sort.kind(), properties, state.sequence()));
  }

  private void compareEdge(EdgeId id, @Nullable EdgeState<?> state) {
    assertThat(reader.exists(id)).as("%s %s", where, id).isEqualTo(state != null);
    assertThat(reader.findKindName(id))
        .as("%s %s", where, id)
        .isEqualTo(Optional.ofNullable(state).map(it -> it.sort().kind().name()));
    for (EdgeSort<?> sort : EdgeSort.ALL) {
      Optional<Edge<?>> wanted =
          Optional.ofNullable(state).filter(it -> it.sort().equals(sort)).map(it -> edge(id, it));
      assertThat(reader.find(sort.kind(), id).map(it -> (Edge<?>) it))
          .as("%s %s", where, id)
          .isEqualTo(wanted);
      if (wanted.isEmpty()) {
        assertThatThrownBy(() -> reader.get(sort.kind(), id)).isInstanceOf(NotFoundException.class);
      }
    }
  }

  private <E> Edge<E> edge(EdgeId id, EdgeState<E> state) {
    return new Edge<>(
        id,
        state.sort().kind(),
        ids.node(state.from()),
        ids.node(state.to()),
        state.properties(),
        state.sequence());
  }

  private <T> void compareNodes(NodeSort<T> sort) {
    List<Node<T>> wanted = new ArrayList<>();
    expected
        .nodes()
        .forEach((number, state) -> node(sort, ids.node(number), state).ifPresent(wanted::add));
    String as = where + " " + sort.kind().name();
    assertThat(reader.nodes(sort.kind())).as(as).containsExactlyElementsOf(wanted);
    assertThat(reader.count(sort.kind())).as(as).isEqualTo(wanted.size());
    for (NodeSort.RuleSort<T> rule : sort.rules()) {
      for (List<@Nullable Object> values : model.used(sort, rule)) {
        Integer number = expected.find(sort, rule, values);
        Optional<Node<T>> found = reader.findUnique(sort.kind(), rule.name(), values.toArray());
        assertThat(found.map(it -> it.id().number()))
            .as("%s %s=%s", as, rule.name(), values)
            .isEqualTo(Optional.ofNullable(number));
        found.ifPresent(it -> assertThat(it).isIn(wanted));
        Object first = values.getFirst();
        if (rule.isKey() && first != null) {
          assertThat(reader.findByKey(sort.kind(), first)).as(as).isEqualTo(found);
        }
      }
    }
  }

  private EdgeState<?> requireEdge(int number) {
    return Objects.requireNonNull(expected.edges().get(number));
  }

  private void compareEdges(EdgeSort<?> sort) {
    List<Edge<?>> wanted = new ArrayList<>();
    expected
        .edges()
        .forEach(
            (number, state) -> {
              if (state.sort().equals(sort)) {
                wanted.add(edge(ids.edge(number), state));
              }
            });
    String as = where + " " + sort.kind().name();
    List<Edge<?>> found = new ArrayList<>();
    reader.edges(sort.kind()).forEach(found::add);
    assertThat(found).as(as).isEqualTo(wanted);
    assertThat(reader.count(sort.kind())).as(as).isEqualTo(wanted.size());
  }

  private void compareAdjacency(EdgeSort<?> sort, int number) {
    NodeId node = ids.node(number);
    for (Direction direction : Direction.values()) {
      String as = where + " " + sort.kind().name() + " of " + node + " " + direction;
      List<Map.Entry<Integer, Integer>> wanted = expected.adjacent(number, sort, direction);
      List<Edge<?>> wantedEdges = new ArrayList<>();
      wanted.forEach(it -> wantedEdges.add(edge(ids.edge(it.getKey()), requireEdge(it.getKey()))));
      List<Edge<?>> found = new ArrayList<>(reader.edges(sort.kind(), node, direction));
      found.sort(Comparator.comparing(Edge::id));
      assertThat(found).as(as).isEqualTo(wantedEdges);
      assertThat(reader.degree(sort.kind(), node, direction)).as(as).isEqualTo(wanted.size());
    }
    for (int other : List.of(0, number, number / 2, number + 1)) {
      List<EdgeId> wanted =
          expected.adjacent(number, sort, Direction.OUT).stream()
              .filter(it -> it.getValue() == other)
              .map(it -> ids.edge(it.getKey()))
              .toList();
      assertThat(reader.edgesBetween(sort.kind(), node, ids.node(other)))
          .as("%s %s from %s to %d", where, sort.kind(), node, other)
          .extracting(Edge::id)
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }
}
