package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Metric;
import dev.thermograph.engine.schema.PropertyType;
import java.util.List;

/**
 * Turns property types into trees and back. Recursion is bounded by the depth of a block, which is
 * checked before it is read, and by the depth of a declared type.
 */
final class TypeTrees {
  /** Types that have parts; the others stand for themselves. */
  private enum Compound {
    ENUM,
    LIST,
    MAP,
    RECORD,
    VECTOR
  }

  private TypeTrees() {}

  static PropertyValue.MapOf toTree(PropertyType type) {
    return switch (type) {
      case PropertyType.Scalar it -> tree(it).build();
      case PropertyType.EnumOf(List<String> constants) ->
          tree(Compound.ENUM).put("constants", constants).build();
      case PropertyType.ListOf(PropertyType element, boolean allowsNull) ->
          tree(Compound.LIST)
              .put("element", toTree(element))
              .put("allows-null", allowsNull)
              .build();
      case PropertyType.MapOf(PropertyType element, boolean allowsNull) ->
          tree(Compound.MAP).put("element", toTree(element)).put("allows-null", allowsNull).build();
      case PropertyType.RecordOf(var fields) ->
          tree(Compound.RECORD)
              .put("fields", fields.stream().map(TypeTrees::field).toList())
              .build();
      case PropertyType.VectorOf(int dimension, Metric metric) ->
          tree(Compound.VECTOR).put("dimension", dimension).put("metric", metric).build();
    };
  }

  private static TreeBuilder tree(Enum<?> type) {
    return new TreeBuilder().put("type", type);
  }

  private static PropertyValue.MapOf field(PropertyType.Field field) {
    return new TreeBuilder()
        .put("name", field.name())
        .put("type", toTree(field.type()))
        .put("is-required", field.isRequired())
        .build();
  }

  static PropertyType toType(TreeFields tree) {
    PropertyType.Scalar scalar = tree.findKnown(PropertyType.Scalar.class, "type");
    if (scalar != null) {
      return scalar;
    }
    return switch (tree.constant(Compound.class, "type")) {
      case ENUM -> new PropertyType.EnumOf(tree.texts("constants"));
      case LIST -> new PropertyType.ListOf(toType(tree.tree("element")), tree.flag("allows-null"));
      case MAP -> new PropertyType.MapOf(toType(tree.tree("element")), tree.flag("allows-null"));
      case RECORD ->
          new PropertyType.RecordOf(tree.trees("fields").stream().map(TypeTrees::toField).toList());
      case VECTOR ->
          new PropertyType.VectorOf(
              tree.integer("dimension"), tree.constant(Metric.class, "metric"));
    };
  }

  private static PropertyType.Field toField(TreeFields tree) {
    return new PropertyType.Field(
        tree.text("name"), TypeTrees.toType(tree.tree("type")), tree.flag("is-required"));
  }
}
