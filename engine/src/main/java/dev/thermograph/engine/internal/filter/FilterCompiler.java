package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.filter.Condition;
import dev.thermograph.engine.filter.Filter;
import dev.thermograph.engine.filter.PropertyPath;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.schema.PropertyType;
import dev.thermograph.error.InvalidArgumentException;
import java.util.Collection;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Makes a test of a filter: paths become ids of names, values the form they are compared in, and
 * what the graph has to say a set of nodes. <b>Single-threaded:</b> one search.
 *
 * @param <T> see {@link dev.thermograph.engine.schema.NodeKind}
 */
public final class FilterCompiler<T> {
  private final BoundNodeKind<T> kind;
  private final KeyDictionary keys;
  private final PropertyTrees trees;
  private final Neighbourhood graph;

  /** For filters of one kind, in one view. */
  public FilterCompiler(BoundNodeKind<T> kind, KeyDictionary keys, Neighbourhood graph) {
    this.kind = kind;
    this.keys = keys;
    this.trees = new PropertyTrees(keys);
    this.graph = graph;
  }

  /**
   * The test.
   *
   * @throws InvalidArgumentException when the kind has no such property, or no value there can meet
   *     the condition
   */
  public NodeTest compile(Filter<T> filter) {
    return compile(filter, 1);
  }

  private NodeTest compile(Filter<T> filter, int depth) {
    InvalidArgumentException.requireRange("depth of filters", depth, 1, Filter.DEPTH_MAX);
    return switch (filter) {
      case Filter.Property<T>(PropertyPath<T> path, Condition condition) ->
          new NodeTest.Property(property(path, condition));
      case Filter.And<T>(List<Filter<T>> filters) -> new NodeTest.And(all(filters, depth + 1));
      case Filter.Or<T>(List<Filter<T>> filters) -> new NodeTest.Or(all(filters, depth + 1));
      case Filter.Not<T>(Filter<T> inner) -> new NodeTest.Not(compile(inner, depth + 1));
      case Filter.Ids<T>(var ids) -> new NodeTest.OneOf(numbers(ids));
      case Filter.Within<T>(int hops, var from, var direction, var kinds) ->
          new NodeTest.OneOf(graph.within(hops, numbers(from), direction, kinds));
    };
  }

  private List<NodeTest> all(List<Filter<T>> filters, int depth) {
    return filters.stream().map(filter -> compile(filter, depth)).toList();
  }

  private RoaringBitmap numbers(Collection<NodeId> ids) {
    RoaringBitmap numbers = new RoaringBitmap();
    ids.forEach(id -> numbers.add(graph.requireNode(id)));
    return numbers;
  }

  private PathTest property(PropertyPath<T> path, Condition condition) {
    return switch (path) {
      case PropertyPath.Getter<T>(var getter) -> {
        String name = kind.kind().require(getter).name();
        yield property(name, List.of(new PathSteps.Step.Field(name)), condition);
      }
      case PropertyPath.Named<T>(String text) -> property(text, PathSteps.of(text), condition);
    };
  }

  private PathTest property(String path, List<PathSteps.Step> steps, Condition condition) {
    PropertyType declared = PathTypes.find(kind.kind(), path, steps);
    Sort sort = declared == null ? null : Sort.of(declared);
    ConditionCompiler compiler = new ConditionCompiler(kind.kind().name(), path, sort, trees);
    int[] ids = steps.stream().mapToInt(this::id).toArray();
    return new PathTest(ids, compiler.compile(condition));
  }

  private int id(PathSteps.Step step) {
    return switch (step) {
      case PathSteps.Step.AnyElement() -> PathTest.ANY_ELEMENT;
      case PathSteps.Step.Field(String name) -> {
        int id = keys.find(name);
        yield id == KeyDictionary.ABSENT ? PathTest.UNKNOWN_NAME : id;
      }
    };
  }
}
