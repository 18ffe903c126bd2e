package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is to be remembered of a kind, without the Java class that it was made from.
 * <em>Immutable.</em>
 */
sealed interface KindShape {
  String name();

  boolean isOpen();

  List<PropertyDefinition> properties();

  /** Whether of nodes or of edges, and whether open, in words. */
  String describe();

  record NodeShape(
      String name,
      boolean isOpen,
      List<PropertyDefinition> properties,
      @Nullable String key,
      List<UniqueRule> uniques,
      DeletePolicy onDelete)
      implements KindShape {
    @Override
    public String describe() {
      return isOpen ? "open nodes" : "nodes";
    }
  }

  record EdgeShape(
      String name,
      boolean isOpen,
      List<PropertyDefinition> properties,
      List<String> from,
      List<String> to,
      Cardinality cardinality,
      @Nullable DeletePolicy onDelete)
      implements KindShape {
    @Override
    public String describe() {
      return isOpen ? "open edges" : "edges";
    }
  }

  static KindShape of(Kind<?> kind) {
    return switch (kind) {
      case NodeKind<?> node ->
          new NodeShape(
              node.name(),
              node.isOpen(),
              node.properties(),
              node.findKey().orElse(null),
              node.uniques(),
              node.deletePolicy());
      case EdgeKind<?> edge ->
          new EdgeShape(
              edge.name(),
              edge.isOpen(),
              edge.properties(),
              edge.from(),
              edge.to(),
              edge.cardinality(),
              edge.findDeletePolicy().orElse(null));
    };
  }
}
