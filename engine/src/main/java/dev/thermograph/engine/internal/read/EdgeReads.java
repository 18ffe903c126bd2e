package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.kind.BoundEdgeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads edges of a known kind as copies. <b>Threads:</b> as the source says. */
final class EdgeReads {
  private final ElementSource source;
  private final ElementIds ids;

  EdgeReads(ElementSource source, ElementIds ids) {
    this.source = source;
    this.ids = ids;
  }

  <E> Optional<Edge<E>> find(BoundEdgeKind<E> kind, int number) {
    ShownElement shown = new ShownElement();
    return source.showEdge(number, shown) && shown.kind() == kind.id()
        ? Optional.of(copy(kind, number, shown))
        : Optional.empty();
  }

  private <E> Edge<E> copy(BoundEdgeKind<E> kind, int number, ShownElement shown) {
    PropertyBlockReader reader = new PropertyBlockReader();
    if (shown.bytes() == 0) {
      EmptyBlock.show(reader);
    } else {
      reader.wrap(shown.segment(), shown.offset());
    }
    return new Edge<>(
        ids.edge(number),
        kind.kind(),
        ids.node(shown.from()),
        ids.node(shown.to()),
        kind.codec().read(reader),
        shown.sequence());
  }

  <E> List<Edge<E>> ofNode(BoundEdgeKind<E> kind, int node, Direction direction) {
    IntBag numbers = new IntBag();
    ElementSource.EdgeSink sink =
        (edge, _) -> {
          numbers.add(edge);
          return true;
        };
    walk(kind.id(), node, direction, sink);
    return copies(kind, numbers);
  }

  private void walk(int kind, int node, Direction direction, ElementSource.EdgeSink sink) {
    if (direction != Direction.IN) {
      source.walk(node, kind, false, sink);
    }
    if (direction != Direction.OUT) {
      source.walk(node, kind, true, sink);
    }
  }

  private <E> List<Edge<E>> copies(BoundEdgeKind<E> kind, IntBag numbers) {
    List<Edge<E>> edges = new ArrayList<>(numbers.count());
    for (int index = 0; index < numbers.count(); index++) {
      edges.add(find(kind, numbers.at(index)).orElseThrow());
    }
    return edges;
  }

  <E> List<Edge<E>> between(BoundEdgeKind<E> kind, int from, int to) {
    IntBag numbers = new IntBag();
    source.walkBetween(
        from,
        to,
        kind.id(),
        (edge, _) -> {
          numbers.add(edge);
          return true;
        });
    return copies(kind, numbers);
  }

  long degree(int kind, int node, Direction direction) {
    EdgeCount count = new EdgeCount();
    walk(kind, node, direction, count);
    return count.count;
  }

  private static final class EdgeCount implements ElementSource.EdgeSink {
    private long count;

    @Override
    public boolean take(int edge, int neighbour) {
      count++;
      return true;
    }
  }

  <E> Stream<Edge<E>> all(BoundEdgeKind<E> kind, Runnable guard) {
    return NumberSpliterator.stream(
        guard,
        from -> source.nextEdge(kind.id(), from),
        number -> find(kind, number).orElseThrow());
  }

  long count(int kind) {
    long count = 0;
    int number = source.nextEdge(kind, 0);
    while (number != ElementSource.END) {
      count++;
      number = source.nextEdge(kind, number + 1);
    }
    return count;
  }
}
