package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.schema.PropertyType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether every stored value of one type is a value of another, bytes and all. Recursion follows
 * declared types, whose depth is bounded.
 */
final class TypeComparison {
  /** Types whose values are stored alike, each with the wider ones. */
  private static final Map<PropertyType.Scalar, Set<PropertyType.Scalar>> WIDER =
      new EnumMap<>(
          Map.of(
              PropertyType.Scalar.BYTE,
              Set.of(PropertyType.Scalar.SHORT, PropertyType.Scalar.INT, PropertyType.Scalar.LONG),
              PropertyType.Scalar.SHORT,
              Set.of(PropertyType.Scalar.INT, PropertyType.Scalar.LONG),
              PropertyType.Scalar.INT,
              Set.of(PropertyType.Scalar.LONG),
              PropertyType.Scalar.FLOAT,
              Set.of(PropertyType.Scalar.DOUBLE),
              PropertyType.Scalar.CHAR,
              Set.of(PropertyType.Scalar.TEXT)));

  private TypeComparison() {}

  /** True if a value of type {@code before} is always one of type {@code after}. */
  static boolean accepts(PropertyType after, PropertyType before) {
    if (after.equals(before) || after == PropertyType.Scalar.ANY) {
      return true;
    }
    return switch (before) {
      case PropertyType.Scalar it ->
          after instanceof PropertyType.Scalar wider
              && WIDER.getOrDefault(it, Set.of()).contains(wider);
      case PropertyType.EnumOf(List<String> constants) ->
          after instanceof PropertyType.EnumOf(List<String> more) && more.containsAll(constants);
      case PropertyType.ListOf(PropertyType element, boolean allowsNull) ->
          after instanceof PropertyType.ListOf(PropertyType wider, boolean allowsToo)
              && accepts(wider, element)
              && (allowsToo || !allowsNull);
      case PropertyType.MapOf(PropertyType element, boolean allowsNull) ->
          after instanceof PropertyType.MapOf(PropertyType wider, boolean allowsToo)
              && accepts(wider, element)
              && (allowsToo || !allowsNull);
      case PropertyType.RecordOf(var fields) ->
          after instanceof PropertyType.RecordOf(var more) && acceptsFields(more, fields);
      case PropertyType.VectorOf _ -> false;
    };
  }

  private static boolean acceptsFields(
      List<PropertyType.Field> after, List<PropertyType.Field> before) {
    Map<String, PropertyType.Field> wider = new HashMap<>();
    after.forEach(field -> wider.put(field.name(), field));
    for (PropertyType.Field field : before) {
      PropertyType.Field match = wider.remove(field.name());
      if (match == null
          || !accepts(match.type(), field.type())
          || (match.isRequired() && !field.isRequired())) {
        return false;
      }
    }
    return wider.values().stream().noneMatch(PropertyType.Field::isRequired);
  }
}
