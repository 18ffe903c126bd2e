package dev.thermograph.engine.internal.record;

import dev.thermograph.engine.internal.block.PropertyBlockLayout;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.error.InvalidArgumentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns Java objects into property values. A {@code null} becomes {@link PropertyValue.Null},
 * except as a component of a record, where it becomes an absent field. Arrays are not copied.
 *
 * <p>Recursion is bounded by {@link PropertyBlockLayout#NESTING_DEPTH_MAX}, so that a list that
 * holds itself is refused. <em>Thread-safe:</em> it has no state.
 */
public final class JavaValues {
  private JavaValues() {}

  /** The value that this object is; a class that no property can hold is refused by name. */
  public static PropertyValue of(@Nullable Object value) {
    return of(value, 1);
  }

  /** As {@link #of(Object)} for an object that must not be null. */
  public static PropertyValue ofPresent(@Nullable Object value) {
    if (value == null) {
      throw new InvalidArgumentException("value is null");
    }
    return of(value);
  }

  private static PropertyValue of(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> new PropertyValue.Null();
      case PropertyValue it -> it;
      case String it -> new PropertyValue.Text(it);
      case Integer it -> new PropertyValue.Int(it);
      case Long it -> new PropertyValue.Int(it);
      case Double it -> new PropertyValue.Real(it);
      case Boolean it -> new PropertyValue.Bool(it);
      case Float it -> new PropertyValue.Real(it);
      case Short it -> new PropertyValue.Int(it);
      case Byte it -> new PropertyValue.Int(it);
      case Character it -> new PropertyValue.Text(String.valueOf(it));
      case Enum<?> it -> new PropertyValue.EnumName(it.name());
      case UUID it -> new PropertyValue.Uuid(it);
      case BigInteger it -> new PropertyValue.BigInt(it);
      case BigDecimal it -> new PropertyValue.Decimal(it);
      case byte[] it -> new PropertyValue.Bytes(it);
      case float[] it -> new PropertyValue.Vector(it);
      case ExternalRef it -> new PropertyValue.Reference(it);
      case List<?> it -> list(it, requireDepth(depth + 1));
      case Map<?, ?> it -> map(it, requireDepth(depth + 1));
      case Record it -> fields(it, requireDepth(depth + 1));
      default -> time(value);
    };
  }

  private static PropertyValue time(Object value) {
    return switch (value) {
      case LocalDate it -> new PropertyValue.Date(it);
      case LocalTime it -> new PropertyValue.Time(it);
      case LocalDateTime it -> new PropertyValue.DateTime(it);
      case Instant it -> new PropertyValue.Moment(it);
      case OffsetDateTime it -> new PropertyValue.OffsetMoment(it);
      case ZonedDateTime it -> new PropertyValue.ZonedMoment(it);
      case Duration it -> new PropertyValue.Span(it);
      case Period it -> new PropertyValue.CalendarSpan(it);
      default ->
          throw new PropertyRefusedException(
              "no property can hold this class: class=" + value.getClass().getName());
    };
  }

  private static int requireDepth(int depth) {
    if (depth > PropertyBlockLayout.NESTING_DEPTH_MAX) {
      throw new PropertyRefusedException(
          "values lie too deep in each other: depth="
              + depth
              + " max="
              + PropertyBlockLayout.NESTING_DEPTH_MAX);
    }
    return depth;
  }

  private static PropertyValue list(List<?> elements, int depth) {
    List<PropertyValue> values = new ArrayList<>(elements.size());
    for (Object element : elements) {
      values.add(of(element, depth));
    }
    return new PropertyValue.ListOf(values);
  }

  private static PropertyValue map(Map<?, ?> fields, int depth) {
    SequencedMap<String, PropertyValue> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      if (!(field.getKey() instanceof String name)) {
        throw new PropertyRefusedException("a map's keys must be texts: key=" + field.getKey());
      }
      values.put(name, of(field.getValue(), depth));
    }
    return new PropertyValue.MapOf(values);
  }

  /** The components of a record by name, without those that are null. */
  public static PropertyValue.MapOf ofRecord(Record instance) {
    return fields(instance, 1);
  }

  private static PropertyValue.MapOf fields(Record instance, int depth) {
    RecordShape shape = RecordShape.of(instance.getClass());
    SequencedMap<String, PropertyValue> values = new LinkedHashMap<>();
    for (int index = 0; index < shape.count(); index++) {
      Object component = shape.get(instance, index);
      if (component != null) {
        values.put(shape.nameAt(index), of(component, depth));
      }
    }
    return new PropertyValue.MapOf(values);
  }
}
