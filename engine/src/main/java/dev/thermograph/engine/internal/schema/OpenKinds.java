package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes open kinds of what a catalog remembers of them. Cold path. */
final class OpenKinds {
  private final Map<String, NodeKind<?>> nodeKinds = new HashMap<>();
  private final List<Kind<?>> added = new ArrayList<>();

  private OpenKinds() {}

  static Schema takeOver(Schema schema, List<KindShape> shapes) {
    OpenKinds kinds = new OpenKinds();
    schema.nodeKinds().forEach(kind -> kinds.nodeKinds.put(kind.name(), kind));
    List<KindShape> lacking =
        shapes.stream().filter(it -> it.isOpen() && schema.findKind(it.name()).isEmpty()).toList();
    lacking.forEach(kinds::addNodeKind);
    lacking.forEach(kinds::addEdgeKind); // their ends are there by now
    return lacking.isEmpty() ? schema : schema.with(kinds.added.toArray(Kind<?>[]::new));
  }

  private void addNodeKind(KindShape shape) {
    if (shape instanceof KindShape.NodeShape node) {
      NodeKind<PropertyValue.MapOf> kind = NodeKind.open(node.name()).onDelete(node.onDelete());
      for (UniqueRule rule : node.uniques()) {
        kind = kind.unique(rule);
      }
      nodeKinds.put(kind.name(), kind);
      added.add(kind);
    }
  }

  private void addEdgeKind(KindShape shape) {
    if (shape instanceof KindShape.EdgeShape edge && areThere(edge.from()) && areThere(edge.to())) {
      EdgeKind<PropertyValue.MapOf> kind =
          EdgeKind.open(edge.name())
              .from(ends(edge.from()))
              .to(ends(edge.to()))
              .cardinality(edge.cardinality());
      added.add(edge.onDelete() == null ? kind : kind.onDelete(edge.onDelete()));
    }
  }

  /** False when a schema lacks typed kinds too, which is refused elsewhere. */
  private boolean areThere(List<String> ends) {
    return nodeKinds.keySet().containsAll(ends);
  }

  private NodeKind<?>[] ends(List<String> names) {
    return names.stream().map(nodeKinds::get).toArray(NodeKind<?>[]::new);
  }
}
