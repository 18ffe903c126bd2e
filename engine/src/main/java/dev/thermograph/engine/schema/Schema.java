package dev.thermograph.engine.schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All kinds that a tenant may use. <em>Immutable.</em> At most {@value #KIND_COUNT_MAX} kinds; no
 * two of them, be it of nodes or of edges, have the same name.
 */
public final class Schema {
  /** Most kinds of a tenant, those included that it no longer uses. */
  public static final int KIND_COUNT_MAX = 65_535;

  private final Map<String, Kind<?>> kinds;

  private Schema(Map<String, Kind<?>> kinds) {
    this.kinds = kinds;
  }

  /** The schema of these kinds; refuses names that are taken and ends that are not in it. */
  public static Schema of(Kind<?>... kinds) {
    if (kinds.length > KIND_COUNT_MAX) {
      throw new KindRefusedException(
          "schema has too many kinds: kinds=" + kinds.length + " max=" + KIND_COUNT_MAX);
    }
    Map<String, Kind<?>> byName = new LinkedHashMap<>();
    for (Kind<?> kind : kinds) {
      requireComplete(kind);
      if (byName.putIfAbsent(kind.name(), kind) != null) {
        throw new KindRefusedException("two kinds have the same name: kind=" + kind.name());
      }
    }
    Schema schema = new Schema(byName);
    schema.edgeKinds().forEach(schema::requireEnds);
    return schema;
  }

  private static void requireComplete(Kind<?> kind) {
    switch (kind) {
      case NodeKind<?> node -> node.build();
      case EdgeKind<?> edge -> edge.build();
    }
  }

  private void requireEnds(EdgeKind<?> edge) {
    Stream.concat(edge.from().stream(), edge.to().stream())
        .filter(end -> !(kinds.get(end) instanceof NodeKind))
        .findFirst()
        .ifPresent(
            end -> {
              throw new KindRefusedException(
                  "edge's end is no kind of nodes in the schema: edge="
                      + edge.name()
                      + " end="
                      + end);
            });
  }

  /** This schema and more kinds, which may come at run time. */
  public Schema with(Kind<?>... more) {
    return of(Stream.concat(kinds.values().stream(), Arrays.stream(more)).toArray(Kind<?>[]::new));
  }

  /** All kinds, in the order they were given. */
  public List<Kind<?>> kinds() {
    return List.copyOf(kinds.values());
  }

  /** The kinds of nodes, in the order they were given. */
  public List<NodeKind<?>> nodeKinds() {
    return kinds.values().stream()
        .<NodeKind<?>>mapMulti(
            (kind, sink) -> {
              if (kind instanceof NodeKind<?> node) {
                sink.accept(node);
              }
            })
        .toList();
  }

  /** The kinds of edges, in the order they were given. */
  public List<EdgeKind<?>> edgeKinds() {
    return kinds.values().stream()
        .<EdgeKind<?>>mapMulti(
            (kind, sink) -> {
              if (kind instanceof EdgeKind<?> edge) {
                sink.accept(edge);
              }
            })
        .toList();
  }

  /** The kind of this name. */
  public Optional<Kind<?>> findKind(String name) {
    return Optional.ofNullable(kinds.get(name));
  }
}
