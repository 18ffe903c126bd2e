package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.transaction.Kinds.Folder;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.engine.internal.transaction.Kinds.Task;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.NoProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Properties as plain maps, with integers as longs, and what the kinds' rules say of them. */
final class ModelProperties {
  private ModelProperties() {}

  /** What a reader gives, as a map. */
  static Map<String, @Nullable Object> of(Object properties) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    switch (properties) {
      case Person it -> {
        map.put("uid", it.uid());
        map.put("name", it.name());
        map.put("age", (long) it.age());
        putIfThere(map, "email", it.email());
      }
      case Task it -> {
        map.put("title", it.title());
        putIfThere(map, "rank", it.rank() == null ? null : it.rank().longValue());
      }
      case Folder it -> {
        map.put("path", it.path());
        map.put("size", (long) it.size());
      }
      case Knows it -> {
        map.put("since", (long) it.since());
        putIfThere(map, "note", it.note());
      }
      case NoProperties _ -> {}
      case PropertyValue.MapOf(var fields) -> fields.forEach((name, it) -> map.put(name, of(it)));
      default -> throw new IllegalArgumentException("properties=" + properties);
    }
    return map;
  }

  private static void putIfThere(
      Map<String, @Nullable Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  private static @Nullable Object of(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Null _ -> null;
      case PropertyValue.Int(long it) -> it;
      case PropertyValue.Text(String it) -> it;
      default -> throw new IllegalArgumentException("value=" + value);
    };
  }

  /** What a caller gives for such a map. */
  static Object toJava(Kind<?> kind, Map<String, @Nullable Object> map) {
    return switch (kind.name()) {
      case "Person" ->
          new Person(
              number(map, "uid"),
              text(map, "name"),
              (int) number(map, "age"),
              (String) map.get("email"));
      case "Task" ->
          new Task(text(map, "title"), map.get("rank") == null ? null : (int) number(map, "rank"));
      case "Folder" -> new Folder(text(map, "path"), (int) number(map, "size"));
      case "Knows" -> new Knows((int) number(map, "since"), (String) map.get("note"));
      case "Widget", "HOLDS" -> tree(map);
      default -> NoProperties.NONE;
    };
  }

  private static long number(Map<String, @Nullable Object> map, String name) {
    return map.get(name) instanceof Long it ? it : 0;
  }

  private static String text(Map<String, @Nullable Object> map, String name) {
    return map.get(name) instanceof String it ? it : "";
  }

  private static PropertyValue.MapOf tree(Map<String, @Nullable Object> map) {
    LinkedHashMap<String, PropertyValue> fields = new LinkedHashMap<>();
    map.forEach(
        (name, value) ->
            fields.put(
                name,
                switch (value) {
                  case null -> new PropertyValue.Null();
                  case Long it -> new PropertyValue.Int(it);
                  case String it -> new PropertyValue.Text(it);
                  default -> throw new IllegalArgumentException("value=" + value);
                }));
    return new PropertyValue.MapOf(fields);
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
    return switch (kind.name()) {
      case "Person" ->
          isOf(map, Set.of("uid", "name", "age"), Set.of("email"))
              && number(map, "age") >= 0
              && number(map, "age") <= Kinds.AGE_MAX
              && map.get("age") instanceof Long;
      case "Task" -> isOf(map, Set.of("title"), Set.of("rank"));
      case "Folder" -> isOf(map, Set.of("path", "size"), Set.of());
      case "Knows" -> isOf(map, Set.of("since"), Set.of("note"));
      case "Widget", "HOLDS" -> true;
      default -> map.isEmpty();
    };
  }

  private static boolean isOf(
      Map<String, @Nullable Object> map, Set<String> required, Set<String> optional) {
    return required.stream().allMatch(name -> map.get(name) != null)
        && map.keySet().stream().allMatch(it -> required.contains(it) || optional.contains(it));
  }
}
