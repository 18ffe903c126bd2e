package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.PropertyValue;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a tree. <em>Single-threaded.</em> */
final class TreeBuilder {
  private final SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();

  /** Adds a field, unless its value is null. */
  TreeBuilder put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, JavaValues.of(value));
    }
    return this;
  }

  PropertyValue.MapOf build() {
    return new PropertyValue.MapOf(fields);
  }
}
