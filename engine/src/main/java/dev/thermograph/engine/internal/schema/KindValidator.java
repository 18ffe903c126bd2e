package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.engine.schema.ValueLimits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides before the log whether properties are what their kind allows, and what is kept of them:
 * defaults stand for missing values, and a null of a typed kind is kept as nothing at all.
 * <em>Immutable.</em>
 */
public final class KindValidator {
  private static final int SHOWN_CHARS_MAX = 40;

  private final Kind<?> kind;
  private final Map<String, PropertyDefinition> properties = new HashMap<>();

  /** Checks properties of this kind. */
  public KindValidator(Kind<?> kind) {
    this.kind = kind;
    kind.properties().forEach(property -> properties.put(property.name(), property));
  }

  /** What is kept of a new node or edge with these properties. */
  public PropertyValue.MapOf requireValid(PropertyValue.MapOf tree) {
    if (kind.isOpen()) {
      ValueLimits.requireWithin(kind.name(), tree);
      return tree;
    }
    tree.fields().forEach(this::requireKnown);
    SequencedMap<String, PropertyValue> kept = new LinkedHashMap<>();
    for (PropertyDefinition property : kind.properties()) {
      PropertyValue value = requireValid(property, tree.fields().get(property.name()));
      if (value != null) {
        kept.put(property.name(), value);
      }
    }
    return new PropertyValue.MapOf(kept);
  }

  /** What is kept of one property, or nothing. */
  @Nullable PropertyValue requireValid(PropertyDefinition property, @Nullable PropertyValue value) {
    PropertyValue kept = property.orDefault(value);
    property.requireValid(kind.name(), kept);
    return kept;
  }

  /**
   * What is to be put where a node or an edge is changed; {@link PropertyValue.Null} stands for
   * what is to be removed, in an open kind for a null that is kept.
   */
  public PropertyValue.MapOf requireValidChange(PropertyValue.MapOf changes) {
    if (kind.isOpen()) {
      return requireValid(changes);
    }
    SequencedMap<String, PropertyValue> kept = new LinkedHashMap<>();
    changes
        .fields()
        .forEach(
            (name, value) -> {
              PropertyValue it = requireValid(requireKnown(name, value), value);
              kept.put(name, it == null ? new PropertyValue.Null() : it);
            });
    return new PropertyValue.MapOf(kept);
  }

  private PropertyDefinition requireKnown(String name, PropertyValue value) {
    PropertyDefinition property = properties.get(name);
    if (property == null) {
      throw new PropertyRuleException(
          kind.name(),
          cut(name),
          "of type " + value.getClass().getSimpleName(),
          "unknown-property",
          cut(String.join(", ", kind.properties().stream().map(it -> it.name()).toList())));
    }
    return property;
  }

  private static String cut(String text) {
    return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "...";
  }
}
