package dev.thermograph.properties.engine;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.PropertyDefinition;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Properties as plain maps, with integers as longs, and what their kinds say of them. */
final class PlainProperties {
  private PlainProperties() {}

  /** What a reader gives, as a map. */
  static Map<String, @Nullable Object> of(Object properties) {
    return switch (properties) {
      case PropertyValue.MapOf(var fields) -> ofFields(fields);
      case Record it -> ofRecord(it);
      default -> throw new IllegalArgumentException("properties=" + properties);
    };
  }

  private static Map<String, @Nullable Object> ofFields(Map<String, PropertyValue> fields) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    fields.forEach((name, value) -> map.put(name, ofValue(value)));
    return map;
  }

  private static @Nullable Object ofValue(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Null _ -> null;
      case PropertyValue.Int(long it) -> it;
      case PropertyValue.Text(String it) -> it;
      case PropertyValue.Real(double it) -> it;
      case PropertyValue.Bool(boolean it) -> it;
      case PropertyValue.ListOf(var elements) ->
          elements.stream().map(PlainProperties::ofValue).toList();
      case PropertyValue.MapOf(var fields) -> ofFields(fields);
      default -> throw new IllegalArgumentException("value=" + value);
    };
  }

  private static Map<String, @Nullable Object> ofRecord(Record properties) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    try {
      for (RecordComponent component : properties.getClass().getRecordComponents()) {
        Object value = component.getAccessor().invoke(properties);
        if (value != null) {
          map.put(component.getName(), value instanceof Integer it ? it.longValue() : value);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record cannot be read: " + properties, e);
    }
    return map;
  }

  /** What a caller gives for a map that has all that is required. */
  static Object toJava(Kind<?> kind, Map<String, @Nullable Object> map) {
    if (kind.isOpen()) {
      return toTree(map);
    }
    return kind.type() == NoProperties.class ? NoProperties.NONE : toRecord(kind.type(), map);
  }

  private static PropertyValue.MapOf toTree(Map<?, ?> map) {
    LinkedHashMap<String, PropertyValue> fields = new LinkedHashMap<>();
    map.forEach((name, value) -> fields.put((String) name, toValue(value)));
    return new PropertyValue.MapOf(fields);
  }

  private static PropertyValue toValue(@Nullable Object value) {
    return switch (value) {
      case null -> new PropertyValue.Null();
      case Long it -> new PropertyValue.Int(it);
      case String it -> new PropertyValue.Text(it);
      case Double it -> new PropertyValue.Real(it);
      case Boolean it -> new PropertyValue.Bool(it);
      case List<?> it ->
          new PropertyValue.ListOf(it.stream().map(PlainProperties::toValue).toList());
      case Map<?, ?> it -> toTree(it);
      default -> throw new IllegalArgumentException("value=" + value);
    };
  }

  private static Object toRecord(Class<?> type, Map<String, @Nullable Object> map) {
    List<Class<?>> types = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> wanted = component.getType();
      Object value = map.get(component.getName());
      boolean isInt = wanted == int.class || wanted == Integer.class;
      types.add(wanted);
      values.add(isInt && value instanceof Long it ? (Object) it.intValue() : value);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
      return constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("type=" + type + " properties=" + map, e);
    }
  }

  /** What is there after some properties were changed. */
  static Map<String, @Nullable Object> changed(
      Kind<?> kind, Map<String, @Nullable Object> before, Map<String, @Nullable Object> changes) {
    Map<String, @Nullable Object> after = new TreeMap<>(before);
    changes.forEach(
        (name, value) -> {
          if (value == null && !kind.isOpen()) {
            after.remove(name);
          } else {
            after.put(name, value);
          }
        });
    return after;
  }

  /** Whether a kind takes these properties. */
  static boolean areAllowed(Kind<?> kind, Map<String, @Nullable Object> map) {
    if (kind.isOpen()) {
      return true;
    }
    boolean isWhole =
        kind.properties().stream()
            .filter(PropertyDefinition::isRequired)
            .allMatch(property -> map.get(property.name()) != null);
    boolean isKnown = map.keySet().stream().allMatch(name -> kind.findProperty(name).isPresent());
    return isWhole && isKnown && isAge(map.get("age"));
  }

  private static boolean isAge(@Nullable Object age) {
    return age == null || (age instanceof Long it && it >= 0 && it <= ModelKinds.AGE_MAX);
  }
}
