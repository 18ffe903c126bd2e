package dev.thermograph.engine.schema;

import dev.thermograph.engine.internal.record.JavaForms;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Derives property types from the components of a record. */
final class PropertyTypes {
  private static final Map<Class<?>, PropertyType> SCALARS =
      Map.ofEntries(
          Map.entry(PropertyValue.class, PropertyType.Scalar.ANY),
          Map.entry(boolean.class, PropertyType.Scalar.BOOLEAN),
          Map.entry(Boolean.class, PropertyType.Scalar.BOOLEAN),
          Map.entry(byte.class, PropertyType.Scalar.BYTE),
          Map.entry(Byte.class, PropertyType.Scalar.BYTE),
          Map.entry(short.class, PropertyType.Scalar.SHORT),
          Map.entry(Short.class, PropertyType.Scalar.SHORT),
          Map.entry(int.class, PropertyType.Scalar.INT),
          Map.entry(Integer.class, PropertyType.Scalar.INT),
          Map.entry(long.class, PropertyType.Scalar.LONG),
          Map.entry(Long.class, PropertyType.Scalar.LONG),
          Map.entry(char.class, PropertyType.Scalar.CHAR),
          Map.entry(Character.class, PropertyType.Scalar.CHAR),
          Map.entry(float.class, PropertyType.Scalar.FLOAT),
          Map.entry(Float.class, PropertyType.Scalar.FLOAT),
          Map.entry(double.class, PropertyType.Scalar.DOUBLE),
          Map.entry(Double.class, PropertyType.Scalar.DOUBLE),
          Map.entry(String.class, PropertyType.Scalar.TEXT),
          Map.entry(BigInteger.class, PropertyType.Scalar.BIG_INTEGER),
          Map.entry(BigDecimal.class, PropertyType.Scalar.DECIMAL),
          Map.entry(byte[].class, PropertyType.Scalar.BYTES),
          Map.entry(LocalDate.class, PropertyType.Scalar.DATE),
          Map.entry(LocalTime.class, PropertyType.Scalar.TIME),
          Map.entry(LocalDateTime.class, PropertyType.Scalar.DATE_TIME),
          Map.entry(Instant.class, PropertyType.Scalar.MOMENT),
          Map.entry(OffsetDateTime.class, PropertyType.Scalar.OFFSET_MOMENT),
          Map.entry(ZonedDateTime.class, PropertyType.Scalar.ZONED_MOMENT),
          Map.entry(Duration.class, PropertyType.Scalar.SPAN),
          Map.entry(Period.class, PropertyType.Scalar.CALENDAR_SPAN),
          Map.entry(UUID.class, PropertyType.Scalar.UUID),
          Map.entry(ExternalRef.class, PropertyType.Scalar.REFERENCE),
          Map.entry(
              float[].class,
              new PropertyType.VectorOf(PropertyType.VectorOf.UNKNOWN, Metric.COSINE)));

  private final Class<?> root;

  private PropertyTypes(Class<?> root) {
    this.root = root;
  }

  /** The properties of a record class, in the order of its components. */
  static List<PropertyDefinition> of(Class<?> type) {
    if (!type.isRecord()) {
      throw new KindRefusedException("kind must be made from a record: class=" + type.getName());
    }
    return new PropertyTypes(type)
        .fields(type, 1).stream()
            .map(field -> new PropertyDefinition(field.name(), field.type(), field.isRequired()))
            .toList();
  }

  private List<PropertyType.Field> fields(Class<?> type, int depth) {
    List<PropertyType.Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      AnnotatedType annotated = component.getAnnotatedType();
      PropertyType known = embedding(component);
      PropertyType fieldType =
          known != null ? known : typeOf(component.getName(), annotated, depth);
      fields.add(new PropertyType.Field(component.getName(), fieldType, !isNullable(annotated)));
    }
    return fields;
  }

  private @Nullable PropertyType embedding(RecordComponent component) {
    Embedding embedding = component.getAnnotation(Embedding.class);
    if (embedding == null) {
      return null;
    }
    if (component.getType() != float[].class) {
      throw refused(component.getName(), component.getGenericType(), "@Embedding needs float[]");
    }
    return new PropertyType.VectorOf(embedding.dimension(), embedding.metric());
  }

  private PropertyType typeOf(String property, AnnotatedType annotated, int depth) {
    Type type = annotated.getType();
    if (depth > JavaForms.TYPE_DEPTH_MAX) {
      throw refused(
          property, type, "nested too deep or in itself, max=" + JavaForms.TYPE_DEPTH_MAX);
    }
    return switch (type) {
      case Class<?> it when SCALARS.containsKey(it) -> SCALARS.get(it);
      case Class<?> it when it.isRecord() -> new PropertyType.RecordOf(fields(it, depth + 1));
      case Class<?> it when it.isEnum() -> new PropertyType.EnumOf(constants(it));
      case ParameterizedType it when it.getRawType() == List.class -> {
        AnnotatedType element = argument(annotated, 0);
        yield new PropertyType.ListOf(typeOf(property, element, depth + 1), isNullable(element));
      }
      case ParameterizedType it
          when it.getRawType() == Map.class && it.getActualTypeArguments()[0] == String.class -> {
        AnnotatedType element = argument(annotated, 1);
        yield new PropertyType.MapOf(typeOf(property, element, depth + 1), isNullable(element));
      }
      default -> throw refused(property, type, "no property can have this type");
    };
  }

  private static AnnotatedType argument(AnnotatedType type, int index) {
    return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(it -> ((Enum<?>) it).name()).toList();
  }

  private static boolean isNullable(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private KindRefusedException refused(String property, Type type, String why) {
    return new KindRefusedException(
        "record cannot be a kind: "
            + why
            + ": record="
            + root.getSimpleName()
            + " property="
            + property
            + " type="
            + type.getTypeName());
  }
}
