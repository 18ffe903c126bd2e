package dev.thermograph.engine.internal.record;

import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The form of each Java type that a property can be declared with. */
public final class JavaForms {
  /** How deep types may be nested in a declaration; a record that holds itself is too deep. */
  public static final int TYPE_DEPTH_MAX = 16;

  private static final Map<Type, JavaForm> SCALARS = scalars();

  private JavaForms() {}

  /** The form of a type: a class, or a list or map of such. */
  public static JavaForm of(Type type) {
    return of(type, 1);
  }

  static JavaForm of(Type type, int depth) {
    if (depth > TYPE_DEPTH_MAX) {
      throw new PropertyRefusedException(
          "types are nested too deep, or in themselves: type="
              + type.getTypeName()
              + " max="
              + TYPE_DEPTH_MAX);
    }
    JavaForm scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    return switch (type) {
      case Class<?> it when it.isRecord() -> RecordForm.of(it, depth + 1);
      case Class<?> it when it.isEnum() -> enumForm(it);
      case ParameterizedType it when it.getRawType() == List.class ->
          listForm(of(it.getActualTypeArguments()[0], depth + 1));
      case ParameterizedType it
          when it.getRawType() == Map.class && it.getActualTypeArguments()[0] == String.class ->
          mapForm(of(it.getActualTypeArguments()[1], depth + 1));
      default ->
          throw new PropertyRefusedException(
              "no property can have this type: type=" + type.getTypeName());
    };
  }

  private static JavaForm listForm(JavaForm element) {
    return value ->
        switch (value) {
          case PropertyValue.Null _ -> null;
          case PropertyValue.ListOf(var elements) -> {
            List<@Nullable Object> list = new ArrayList<>(elements.size());
            for (PropertyValue it : elements) {
              list.add(element.toJava(it));
            }
            yield Collections.unmodifiableList(list);
          }
          default -> throw wrongType("list", value);
        };
  }

  private static JavaForm mapForm(JavaForm element) {
    return value ->
        switch (value) {
          case PropertyValue.Null _ -> null;
          case PropertyValue.MapOf(var fields) -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            fields.forEach((name, it) -> map.put(name, element.toJava(it)));
            yield Collections.unmodifiableMap(map);
          }
          default -> throw wrongType("map", value);
        };
  }

  private static JavaForm enumForm(Class<?> type) {
    Map<String, Object> constants = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return value ->
        switch (value) {
          case PropertyValue.Null _ -> null;
          case PropertyValue.EnumName(String name) when constants.containsKey(name) ->
              constants.get(name);
          case PropertyValue.EnumName(String name) ->
              throw new PropertyRefusedException(
                  "enum has no such constant: name=" + name + " class=" + type.getName());
          default -> throw wrongType("enum " + type.getSimpleName(), value);
        };
  }

  private static Map<Type, JavaForm> scalars() {
    Map<Type, JavaForm> forms = new HashMap<>();
    forms.put(PropertyValue.class, value -> value);
    putNumbers(forms);
    put(forms, Boolean.class, PropertyValue.Bool.class, PropertyValue.Bool::value);
    put(forms, Character.class, PropertyValue.Text.class, it -> it.value().charAt(0));
    put(forms, String.class, PropertyValue.Text.class, PropertyValue.Text::value);
    put(forms, byte[].class, PropertyValue.Bytes.class, PropertyValue.Bytes::value);
    put(forms, float[].class, PropertyValue.Vector.class, PropertyValue.Vector::value);
    put(forms, UUID.class, PropertyValue.Uuid.class, PropertyValue.Uuid::value);
    put(forms, ExternalRef.class, PropertyValue.Reference.class, PropertyValue.Reference::value);
    putTimes(forms);
    forms.put(boolean.class, requireForm(forms, Boolean.class));
    forms.put(char.class, requireForm(forms, Character.class));
    return forms;
  }

  private static void putNumbers(Map<Type, JavaForm> forms) {
    put(forms, Byte.class, PropertyValue.Int.class, it -> (byte) it.value());
    put(forms, Short.class, PropertyValue.Int.class, it -> (short) it.value());
    put(forms, Integer.class, PropertyValue.Int.class, it -> (int) it.value());
    put(forms, Long.class, PropertyValue.Int.class, PropertyValue.Int::value);
    put(forms, Float.class, PropertyValue.Real.class, it -> (float) it.value());
    put(forms, Double.class, PropertyValue.Real.class, PropertyValue.Real::value);
    put(forms, BigInteger.class, PropertyValue.BigInt.class, PropertyValue.BigInt::value);
    put(forms, BigDecimal.class, PropertyValue.Decimal.class, PropertyValue.Decimal::value);
    forms.put(byte.class, requireForm(forms, Byte.class));
    forms.put(short.class, requireForm(forms, Short.class));
    forms.put(int.class, requireForm(forms, Integer.class));
    forms.put(long.class, requireForm(forms, Long.class));
    forms.put(float.class, requireForm(forms, Float.class));
    forms.put(double.class, requireForm(forms, Double.class));
  }

  private static void putTimes(Map<Type, JavaForm> forms) {
    put(forms, LocalDate.class, PropertyValue.Date.class, PropertyValue.Date::value);
    put(forms, LocalTime.class, PropertyValue.Time.class, PropertyValue.Time::value);
    put(forms, LocalDateTime.class, PropertyValue.DateTime.class, PropertyValue.DateTime::value);
    put(forms, Instant.class, PropertyValue.Moment.class, PropertyValue.Moment::value);
    put(
        forms,
        OffsetDateTime.class,
        PropertyValue.OffsetMoment.class,
        PropertyValue.OffsetMoment::value);
    put(
        forms,
        ZonedDateTime.class,
        PropertyValue.ZonedMoment.class,
        PropertyValue.ZonedMoment::value);
    put(forms, Duration.class, PropertyValue.Span.class, PropertyValue.Span::value);
    put(forms, Period.class, PropertyValue.CalendarSpan.class, PropertyValue.CalendarSpan::value);
  }

  private static <V extends PropertyValue, J> void put(
      Map<Type, JavaForm> forms, Class<J> type, Class<V> stored, Function<V, J> form) {
    forms.put(
        type,
        value -> {
          if (stored.isInstance(value)) {
            return form.apply(stored.cast(value));
          }
          if (value instanceof PropertyValue.Null) {
            return null;
          }
          throw wrongType(type.getSimpleName(), value);
        });
  }

  private static JavaForm requireForm(Map<Type, JavaForm> forms, Type type) {
    return Objects.requireNonNull(forms.get(type));
  }

  static PropertyRefusedException wrongType(String wanted, PropertyValue found) {
    return new PropertyRefusedException(
        "stored value has another type than the record: wanted="
            + wanted
            + " found="
            + found.getClass().getSimpleName());
  }
}
