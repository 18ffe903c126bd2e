package dev.thermograph.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Typed access to a parsed JSON object; a member that is missing or of another type is named in the
 * refusal. <em>Immutable.</em>
 *
 * @param members as {@link Json#parse} gave them
 */
record JsonObject(Map<String, Object> members) {

  static JsonObject parse(String text) {
    return of("document", Json.parse(text));
  }

  private static JsonObject of(String name, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw refused(name, "an object", value);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((key, member) -> members.put(key.toString(), member));
    return new JsonObject(members);
  }

  Set<String> keys() {
    return members.keySet();
  }

  String string(String name) {
    Object value = get(name);
    if (!(value instanceof String string)) {
      throw refused(name, "a string", value);
    }
    return string;
  }

  boolean bool(String name) {
    Object value = get(name);
    if (!(value instanceof Boolean bool)) {
      throw refused(name, "true or false", value);
    }
    return bool;
  }

  double number(String name) {
    return numberOf(name, get(name));
  }

  JsonObject object(String name) {
    return of(name, get(name));
  }

  List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    array(name).forEach(each -> objects.add(of(name, each)));
    return objects;
  }

  List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    array(name).forEach(each -> numbers.add(numberOf(name, each)));
    return List.copyOf(numbers);
  }

  private List<?> array(String name) {
    Object value = get(name);
    if (!(value instanceof List<?> list)) {
      throw refused(name, "an array", value);
    }
    return list;
  }

  private Object get(String name) {
    Object value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException("JSON member is missing: " + name);
    }
    return value;
  }

  private static double numberOf(String name, Object value) {
    if (!(value instanceof Number number)) {
      throw refused(name, "a number", value);
    }
    return number.doubleValue();
  }

  private static IllegalArgumentException refused(String name, String wanted, Object found) {
    return new IllegalArgumentException(
        "JSON member " + name + " is not " + wanted + ": " + name + "=" + found);
  }
}
