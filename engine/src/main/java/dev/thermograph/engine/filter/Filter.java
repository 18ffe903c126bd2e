package dev.thermograph.engine.filter;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.PropertyGetter;
import dev.thermograph.error.InvalidArgumentException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which nodes of a kind are meant. <em>Immutable</em>, so one may serve any number of searches and
 * threads.
 *
 * @param <T> see {@link dev.thermograph.engine.schema.NodeKind}
 */
public sealed interface Filter<T> {
  /** Most hops of {@link #within}. */
  int HOPS_MAX = 16;

  /** Deepest nesting of filters in each other. */
  int DEPTH_MAX = 64;

  /** A value of the node meets a condition. */
  record Property<T>(PropertyPath<T> path, Condition condition) implements Filter<T> {}

  /** All of these mean it; every node when there are none. */
  record And<T>(List<Filter<T>> filters) implements Filter<T> {
    /** Keeps a copy. */
    public And {
      filters = List.copyOf(filters);
    }
  }

  /** Any of these means it; no node when there are none. */
  record Or<T>(List<Filter<T>> filters) implements Filter<T> {
    /** Keeps a copy. */
    public Or {
      filters = List.copyOf(filters);
    }
  }

  /** This does not mean it. */
  record Not<T>(Filter<T> filter) implements Filter<T> {}

  /** It is one of these nodes; ids that are not there or of another kind are passed over. */
  record Ids<T>(Set<NodeId> ids) implements Filter<T> {
    /** Keeps a copy. */
    public Ids {
      ids = Set.copyOf(ids);
    }
  }

  /** It can be reached from one of these nodes over so many edges at most. */
  record Within<T>(int hops, Set<NodeId> from, Direction direction, List<EdgeKind<?>> kinds)
      implements Filter<T> {
    /** Keeps copies; refuses a number of hops out of range. */
    public Within {
      InvalidArgumentException.requireRange("hops", hops, 0, HOPS_MAX);
      from = Set.copyOf(from);
      kinds = List.copyOf(kinds);
    }
  }

  /** Nodes with a value like this: {@code where(Person::age, ge(18))}. */
  static <T> Filter<T> where(PropertyGetter<T, ?> getter, Condition condition) {
    return new Property<>(new PropertyPath.Getter<>(getter), condition);
  }

  /** As the other one by the way to the value, see {@link PropertyPath.Named}. */
  static <T> Filter<T> where(String path, Condition condition) {
    return new Property<>(new PropertyPath.Named<>(path), condition);
  }

  /** These nodes. */
  static <T> Filter<T> ids(Collection<NodeId> ids) {
    return new Ids<>(Set.copyOf(ids));
  }

  /**
   * Nodes that can be reached from these over at most so many edges of these kinds, the nodes
   * themselves included.
   *
   * @param hops 0..{@value #HOPS_MAX}
   * @param kinds of edges to go along; at least one
   */
  static <T> Filter<T> within(
      int hops, Collection<NodeId> from, Direction direction, EdgeKind<?>... kinds) {
    return new Within<>(hops, Set.copyOf(from), direction, List.of(kinds));
  }

  /** Both of them mean it. */
  default Filter<T> and(Filter<T> other) {
    return new And<>(List.of(this, other));
  }

  /** One of them means it, or both. */
  default Filter<T> or(Filter<T> other) {
    return new Or<>(List.of(this, other));
  }

  /** This does not mean it. */
  default Filter<T> not() {
    return new Not<>(this);
  }
}
