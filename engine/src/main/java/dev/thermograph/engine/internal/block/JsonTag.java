package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Names and contents of the one-field objects of {@link JsonForm#TYPED}. A content is a text, or
 * for vectors and references a list of texts. <em>Immutable.</em>
 */
record JsonTag(String name, Object content) {
  static final char MARK = '$';
  static final String MAP = "$map";
  static final String VECTOR = "$vector";
  static final String REFERENCE = "$reference";

  private static final int REFERENCE_PARTS = 2;

  private static final String BIG_INT = "$integer";
  private static final String DECIMAL = "$decimal";
  private static final String REAL = "$real";
  private static final String ENUM = "$enum";
  private static final String BYTES = "$bytes";
  private static final String DATE = "$date";
  private static final String TIME = "$time";
  private static final String DATE_TIME = "$dateTime";
  private static final String MOMENT = "$instant";
  private static final String OFFSET_MOMENT = "$offsetDateTime";
  private static final String ZONED_MOMENT = "$zonedDateTime";
  private static final String SPAN = "$duration";
  private static final String CALENDAR_SPAN = "$period";
  private static final String UUID_TAG = "$uuid";

  static boolean isMarked(String key) {
    return !key.isEmpty() && key.charAt(0) == MARK;
  }

  /** Tag of a value that JSON does not have. */
  static JsonTag of(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Real(double it) -> new JsonTag(REAL, Double.toString(it));
      case PropertyValue.BigInt(var it) -> new JsonTag(BIG_INT, it.toString());
      case PropertyValue.Decimal(var it) -> new JsonTag(DECIMAL, it.toString());
      case PropertyValue.EnumName(String it) -> new JsonTag(ENUM, it);
      case PropertyValue.Bytes(byte[] it) ->
          new JsonTag(BYTES, Base64.getEncoder().encodeToString(it));
      case PropertyValue.Date(var it) -> new JsonTag(DATE, it.toString());
      case PropertyValue.Time(var it) -> new JsonTag(TIME, it.toString());
      case PropertyValue.DateTime(var it) -> new JsonTag(DATE_TIME, it.toString());
      case PropertyValue.Moment(var it) -> new JsonTag(MOMENT, it.toString());
      case PropertyValue.OffsetMoment(var it) -> new JsonTag(OFFSET_MOMENT, it.toString());
      case PropertyValue.ZonedMoment(var it) -> new JsonTag(ZONED_MOMENT, it.toString());
      case PropertyValue.Span(var it) -> new JsonTag(SPAN, it.toString());
      case PropertyValue.CalendarSpan(var it) -> new JsonTag(CALENDAR_SPAN, it.toString());
      case PropertyValue.Uuid(var it) -> new JsonTag(UUID_TAG, it.toString());
      case PropertyValue.Reference(var it) -> new JsonTag(REFERENCE, List.of(it.table(), it.id()));
      case PropertyValue.Vector(float[] it) -> new JsonTag(VECTOR, texts(it));
      case PropertyValue.Null _,
          PropertyValue.Bool _,
          PropertyValue.Int _,
          PropertyValue.Text _,
          PropertyValue.ListOf _,
          PropertyValue.MapOf _ ->
          throw new AssertionError("JSON has it: " + value);
    };
  }

  private static List<String> texts(float[] vector) {
    String[] texts = new String[vector.length];
    for (int index = 0; index < vector.length; index++) {
      texts[index] = Float.toString(vector[index]);
    }
    return List.of(texts);
  }

  /** The value of a tag whose content is a text. */
  static PropertyValue parse(String name, String text) {
    try {
      return switch (name) {
        case REAL -> new PropertyValue.Real(Double.parseDouble(text));
        case BIG_INT -> new PropertyValue.BigInt(new BigInteger(text));
        case DECIMAL -> new PropertyValue.Decimal(new BigDecimal(text));
        case ENUM -> new PropertyValue.EnumName(text);
        case BYTES -> new PropertyValue.Bytes(Base64.getDecoder().decode(text));
        case DATE -> new PropertyValue.Date(LocalDate.parse(text));
        case TIME -> new PropertyValue.Time(LocalTime.parse(text));
        case DATE_TIME -> new PropertyValue.DateTime(LocalDateTime.parse(text));
        case MOMENT -> new PropertyValue.Moment(Instant.parse(text));
        case OFFSET_MOMENT -> new PropertyValue.OffsetMoment(OffsetDateTime.parse(text));
        case ZONED_MOMENT -> new PropertyValue.ZonedMoment(ZonedDateTime.parse(text));
        case SPAN -> new PropertyValue.Span(Duration.parse(text));
        case CALENDAR_SPAN -> new PropertyValue.CalendarSpan(Period.parse(text));
        case UUID_TAG -> new PropertyValue.Uuid(UUID.fromString(text));
        default -> throw new PropertyRefusedException("no such type in typed JSON: " + name);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new PropertyRefusedException("not a value of type " + name + ": " + text, e);
    }
  }

  /** The value of a tag whose content is a list. */
  static PropertyValue parse(String name, List<String> texts) {
    if (name.equals(REFERENCE) && texts.size() == REFERENCE_PARTS) {
      return new PropertyValue.Reference(new ExternalRef(texts.getFirst(), texts.getLast()));
    }
    if (name.equals(VECTOR)) {
      return vector(texts);
    }
    throw new PropertyRefusedException(
        "no such type in typed JSON: " + name + " with a list of " + texts.size());
  }

  private static PropertyValue.Vector vector(List<String> texts) {
    float[] vector = new float[texts.size()];
    for (int index = 0; index < vector.length; index++) {
      try {
        vector[index] = Float.parseFloat(texts.get(index));
      } catch (NumberFormatException e) {
        throw new PropertyRefusedException("not a float: " + texts.get(index), e);
      }
    }
    return new PropertyValue.Vector(vector);
  }
}
