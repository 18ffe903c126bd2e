package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.internal.block.ValueType;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.PropertyType;
import org.jspecify.annotations.Nullable;

/**
 * Values that can be compared with each other, see {@link dev.thermograph.engine.filter.Condition}.
 */
enum Sort {
  BOOLEAN(true),
  NUMBER(true),
  TEXT(true),
  BYTES(true),
  UUID(true),
  DATE(true),
  TIME(true),
  DATE_TIME(true),
  MOMENT(true),
  SPAN(true),
  CALENDAR_SPAN(false),
  REFERENCE(false),
  VECTOR(false),
  LIST(false),
  MAP(false);

  private final boolean isOrdered;

  Sort(boolean isOrdered) {
    this.isOrdered = isOrdered;
  }

  /** Whether one can be below another. */
  boolean isOrdered() {
    return isOrdered;
  }

  /** Sort of a constant; null is of none. */
  static @Nullable Sort of(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Null _ -> null;
      case PropertyValue.Bool _ -> BOOLEAN;
      case PropertyValue.Int _, PropertyValue.Real _ -> NUMBER;
      case PropertyValue.BigInt _, PropertyValue.Decimal _ -> NUMBER;
      case PropertyValue.Text _, PropertyValue.EnumName _ -> TEXT;
      case PropertyValue.Bytes _ -> BYTES;
      case PropertyValue.Uuid _ -> UUID;
      case PropertyValue.Date _ -> DATE;
      case PropertyValue.Time _ -> TIME;
      case PropertyValue.DateTime _ -> DATE_TIME;
      case PropertyValue.Moment _, PropertyValue.OffsetMoment _ -> MOMENT;
      case PropertyValue.ZonedMoment _ -> MOMENT;
      case PropertyValue.Span _ -> SPAN;
      case PropertyValue.CalendarSpan _ -> CALENDAR_SPAN;
      case PropertyValue.Reference _ -> REFERENCE;
      case PropertyValue.Vector _ -> VECTOR;
      case PropertyValue.ListOf _ -> LIST;
      case PropertyValue.MapOf _ -> MAP;
    };
  }

  /** Sort of a stored value; null is of none. Hot path. */
  static @Nullable Sort of(ValueType type) {
    return switch (type) {
      case NULL -> null;
      case FALSE, TRUE -> BOOLEAN;
      case INT, REAL, BIG_INT, DECIMAL -> NUMBER;
      case TEXT, ENUM_NAME -> TEXT;
      case BYTES -> BYTES;
      case UUID -> UUID;
      case DATE -> DATE;
      case TIME -> TIME;
      case DATE_TIME -> DATE_TIME;
      case MOMENT, OFFSET_MOMENT, ZONED_MOMENT -> MOMENT;
      case SPAN -> SPAN;
      case CALENDAR_SPAN -> CALENDAR_SPAN;
      case REFERENCE -> REFERENCE;
      case VECTOR -> VECTOR;
      case LIST -> LIST;
      case MAP -> MAP;
    };
  }

  /** Sort of what a declared property holds; null when that can be of any. */
  static @Nullable Sort of(PropertyType type) {
    return switch (type) {
      case PropertyType.Scalar scalar -> ofScalar(scalar);
      case PropertyType.EnumOf _ -> TEXT;
      case PropertyType.ListOf _ -> LIST;
      case PropertyType.MapOf _, PropertyType.RecordOf _ -> MAP;
      case PropertyType.VectorOf _ -> VECTOR;
    };
  }

  private static @Nullable Sort ofScalar(PropertyType.Scalar scalar) {
    return switch (scalar) {
      case ANY -> null;
      case BOOLEAN -> BOOLEAN;
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, BIG_INTEGER, DECIMAL -> NUMBER;
      case CHAR, TEXT -> TEXT;
      case BYTES -> BYTES;
      case DATE -> DATE;
      case TIME -> TIME;
      case DATE_TIME -> DATE_TIME;
      case MOMENT, OFFSET_MOMENT, ZONED_MOMENT -> MOMENT;
      case SPAN -> SPAN;
      case CALENDAR_SPAN -> CALENDAR_SPAN;
      case UUID -> UUID;
      case REFERENCE -> REFERENCE;
    };
  }
}
