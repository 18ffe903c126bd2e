package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.internal.block.JsonForm;
import dev.thermograph.engine.internal.block.PropertyJson;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyRules;
import dev.thermograph.engine.schema.UniqueRule;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the shapes of kinds into trees and back. Defaults are kept as typed JSON. */
final class ShapeTrees {
  private ShapeTrees() {}

  static PropertyValue.MapOf toTree(KindShape shape) {
    TreeBuilder tree =
        new TreeBuilder()
            .put("name", shape.name())
            .put("is-open", shape.isOpen())
            .put("properties", shape.properties().stream().map(ShapeTrees::property).toList());
    switch (shape) {
      case KindShape.NodeShape node ->
          tree.put("is-edge", false)
              .put("key", node.key())
              .put("uniques", node.uniques().stream().map(ShapeTrees::unique).toList())
              .put("on-delete", node.onDelete());
      case KindShape.EdgeShape edge ->
          tree.put("is-edge", true)
              .put("from", edge.from())
              .put("to", edge.to())
              .put("cardinality", edge.cardinality())
              .put("on-delete", edge.onDelete());
    }
    return tree.build();
  }

  static KindShape toShape(TreeFields tree) {
    String name = tree.text("name");
    boolean isOpen = tree.flag("is-open");
    List<PropertyDefinition> properties =
        tree.trees("properties").stream().map(ShapeTrees::toProperty).toList();
    if (tree.flag("is-edge")) {
      return new KindShape.EdgeShape(
          name,
          isOpen,
          properties,
          tree.texts("from"),
          tree.texts("to"),
          tree.constant(Cardinality.class, "cardinality"),
          tree.findConstant(DeletePolicy.class, "on-delete"));
    }
    return new KindShape.NodeShape(
        name,
        isOpen,
        properties,
        tree.findText("key"),
        tree.trees("uniques").stream().map(ShapeTrees::toUnique).toList(),
        tree.constant(DeletePolicy.class, "on-delete"));
  }

  private static PropertyValue.MapOf unique(UniqueRule rule) {
    return new TreeBuilder()
        .put("name", rule.name())
        .put("properties", rule.properties())
        .put("is-ignoring-case", rule.isIgnoringCase())
        .build();
  }

  private static UniqueRule toUnique(TreeFields tree) {
    return new UniqueRule(
        tree.text("name"), tree.texts("properties"), tree.flag("is-ignoring-case"));
  }

  private static PropertyValue.MapOf property(PropertyDefinition property) {
    PropertyRules rules = property.rules();
    PropertyValue defaultValue = rules.findDefault().orElse(null);
    TreeBuilder tree =
        new TreeBuilder()
            .put("name", property.name())
            .put("type", TypeTrees.toTree(property.type()))
            .put("is-required", property.isRequired())
            .put("min", rules.findMin().orElse(null))
            .put("max", rules.findMax().orElse(null))
            .put("length-min", rules.lengthMin())
            .put("pattern", rules.findPattern().orElse(null));
    rules.findLengthMax().ifPresent(limit -> tree.put("length-max", limit));
    if (defaultValue != null) {
      tree.put("default", PropertyJson.write(defaultValue, JsonForm.TYPED));
    }
    return tree.build();
  }

  private static PropertyDefinition toProperty(TreeFields tree) {
    return new PropertyDefinition(
        tree.text("name"),
        TypeTrees.toType(tree.tree("type")),
        tree.flag("is-required"),
        toRules(tree));
  }

  private static PropertyRules toRules(TreeFields tree) {
    int longest = tree.has("length-max") ? tree.integer("length-max") : Integer.MAX_VALUE;
    PropertyRules rules = PropertyRules.NONE.length(tree.integer("length-min"), longest);
    @Nullable BigDecimal min = tree.findDecimal("min");
    @Nullable BigDecimal max = tree.findDecimal("max");
    @Nullable String pattern = tree.findText("pattern");
    @Nullable String defaultValue = tree.findText("default");
    rules = min == null ? rules : rules.min(min);
    rules = max == null ? rules : rules.max(max);
    rules = pattern == null ? rules : rules.pattern(pattern);
    return defaultValue == null
        ? rules
        : rules.defaultValue(PropertyJson.read(defaultValue, JsonForm.TYPED));
  }
}
