package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.error.InvalidArgumentException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads nodes of a known kind as copies. <b>Threads:</b> as the source says. */
final class NodeReads {
  private final ElementSource source;
  private final KeyDictionary keys;
  private final ElementIds ids;

  NodeReads(ElementSource source, KeyDictionary keys, ElementIds ids) {
    this.source = source;
    this.keys = keys;
    this.ids = ids;
  }

  <T> Optional<Node<T>> find(BoundNodeKind<T> kind, int number) {
    ShownElement shown = new ShownElement();
    return source.showNode(number, shown) && shown.kind() == kind.id()
        ? Optional.of(copy(kind, number, shown))
        : Optional.empty();
  }

  private <T> Node<T> copy(BoundNodeKind<T> kind, int number, ShownElement shown) {
    PropertyBlockReader reader = new PropertyBlockReader().wrap(shown.segment(), shown.offset());
    T properties = kind.codec().read(reader);
    return new Node<>(ids.node(number), kind.kind(), properties, shown.sequence());
  }

  <T> Optional<Node<T>> findByKey(BoundNodeKind<T> kind, @Nullable Object key) {
    if (key == null) {
      throw new InvalidArgumentException("key is null: kind=" + kind.kind().name());
    }
    return find(kind, UniqueRules.requireKey(kind), key);
  }

  <T> Optional<Node<T>> findUnique(BoundNodeKind<T> kind, String rule, @Nullable Object... values) {
    return find(kind, UniqueRules.require(kind, rule), values);
  }

  private <T> Optional<Node<T>> find(
      BoundNodeKind<T> kind, BoundUnique unique, @Nullable Object... values) {
    Probe probe = Probes.make(kind.kind(), unique, keys, values);
    if (probe == null) {
      return Optional.empty();
    }
    UniqueFinder finder = new UniqueFinder(source);
    int number = finder.find(kind.id(), probe);
    return number == ElementSource.END
        ? Optional.empty()
        : Optional.of(copy(kind, number, finder.shown()));
  }

  <T> Stream<Node<T>> all(BoundNodeKind<T> kind, Runnable guard) {
    return NumberSpliterator.stream(
        guard,
        from -> source.nextNode(kind.id(), from),
        number -> find(kind, number).orElseThrow());
  }

  long count(int kind) {
    long count = 0;
    int number = source.nextNode(kind, 0);
    while (number != ElementSource.END) {
      count++;
      number = source.nextNode(kind, number + 1);
    }
    return count;
  }
}
