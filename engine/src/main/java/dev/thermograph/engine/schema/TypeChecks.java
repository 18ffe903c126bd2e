package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.error.Messages;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value has a property's type. Recursion follows the declared type, whose depth is
 * bounded. Hot path of each write: a value in order costs no allocation but a list's iterator.
 */
final class TypeChecks {
  private static final PropertyValue MISSING = new PropertyValue.Null();

  private TypeChecks() {}

  static @Nullable Problem find(PropertyType type, PropertyValue value) {
    return switch (type) {
      case PropertyType.Scalar it -> isOf(it, value) ? null : wrongType(type, value);
      case PropertyType.EnumOf(List<String> constants) ->
          value instanceof PropertyValue.EnumName(String name) && constants.contains(name)
              ? null
              : wrongType(type, value);
      case PropertyType.ListOf(PropertyType element, boolean allowsNull) ->
          value instanceof PropertyValue.ListOf(var elements)
              ? inList(element, allowsNull, elements)
              : wrongType(type, value);
      case PropertyType.MapOf(PropertyType element, boolean allowsNull) ->
          value instanceof PropertyValue.MapOf(var fields)
              ? inMap(element, allowsNull, fields)
              : wrongType(type, value);
      case PropertyType.RecordOf(List<PropertyType.Field> fields) ->
          value instanceof PropertyValue.MapOf(var found)
              ? inRecord(fields, found)
              : wrongType(type, value);
      case PropertyType.VectorOf vector ->
          value instanceof PropertyValue.Vector(float[] floats)
              ? VectorChecks.find(vector, floats)
              : wrongType(type, value);
    };
  }

  private static Problem wrongType(PropertyType type, PropertyValue value) {
    String limit = Messages.cut(type.describe());
    return new Problem("", "type", value, limit + " found=" + value.getClass().getSimpleName());
  }

  private static @Nullable Problem element(
      PropertyType type, boolean allowsNull, PropertyValue value) {
    if (value instanceof PropertyValue.Null) {
      return allowsNull ? null : new Problem("", "required", value, type.describe());
    }
    return find(type, value);
  }

  private static @Nullable Problem inList(
      PropertyType type, boolean allowsNull, List<PropertyValue> elements) {
    for (int index = 0; index < elements.size(); index++) {
      Problem problem = element(type, allowsNull, elements.get(index));
      if (problem != null) {
        return problem.within("[" + index + "]");
      }
    }
    return null;
  }

  private static @Nullable Problem inMap(
      PropertyType type, boolean allowsNull, SequencedMap<String, PropertyValue> fields) {
    for (Map.Entry<String, PropertyValue> field : fields.entrySet()) {
      Problem problem = element(type, allowsNull, field.getValue());
      if (problem != null) {
        return problem.within("." + Messages.cut(field.getKey()));
      }
    }
    return null;
  }

  private static @Nullable Problem inRecord(
      List<PropertyType.Field> fields, SequencedMap<String, PropertyValue> values) {
    int knownCount = 0;
    for (PropertyType.Field field : fields) {
      PropertyValue value = values.get(field.name());
      knownCount += value == null ? 0 : 1;
      Problem problem = element(field.type(), !field.isRequired(), value == null ? MISSING : value);
      if (problem != null) {
        return problem.within("." + field.name());
      }
    }
    return knownCount == values.size() ? null : unknownField(fields, values);
  }

  private static Problem unknownField(
      List<PropertyType.Field> fields, SequencedMap<String, PropertyValue> values) {
    List<String> names = fields.stream().map(PropertyType.Field::name).toList();
    String name = values.keySet().stream().filter(it -> !names.contains(it)).findFirst().orElse("");
    return new Problem(
        "." + Messages.cut(name),
        "unknown-property",
        values.getOrDefault(name, MISSING),
        Messages.cut(String.join(", ", names)));
  }

  private static boolean isOf(PropertyType.Scalar type, PropertyValue value) {
    return switch (type) {
      case ANY -> true;
      case BOOLEAN -> value instanceof PropertyValue.Bool;
      case BYTE -> value instanceof PropertyValue.Int(long it) && it == (byte) it;
      case SHORT -> value instanceof PropertyValue.Int(long it) && it == (short) it;
      case INT -> value instanceof PropertyValue.Int(long it) && it == (int) it;
      case LONG -> value instanceof PropertyValue.Int;
      case CHAR -> value instanceof PropertyValue.Text(String it) && it.length() == 1;
      case FLOAT -> value instanceof PropertyValue.Real(double it) && isFloat(it);
      case DOUBLE -> value instanceof PropertyValue.Real;
      case TEXT -> value instanceof PropertyValue.Text;
      case BIG_INTEGER -> value instanceof PropertyValue.BigInt;
      case DECIMAL -> value instanceof PropertyValue.Decimal;
      case BYTES -> value instanceof PropertyValue.Bytes;
      case UUID -> value instanceof PropertyValue.Uuid;
      case REFERENCE -> value instanceof PropertyValue.Reference;
      case DATE -> value instanceof PropertyValue.Date;
      case TIME -> value instanceof PropertyValue.Time;
      case DATE_TIME -> value instanceof PropertyValue.DateTime;
      case MOMENT -> value instanceof PropertyValue.Moment;
      case OFFSET_MOMENT -> value instanceof PropertyValue.OffsetMoment;
      case ZONED_MOMENT -> value instanceof PropertyValue.ZonedMoment;
      case SPAN -> value instanceof PropertyValue.Span;
      case CALENDAR_SPAN -> value instanceof PropertyValue.CalendarSpan;
    };
  }

  private static boolean isFloat(double value) {
    return Double.compare(value, (float) value) == 0;
  }
}
