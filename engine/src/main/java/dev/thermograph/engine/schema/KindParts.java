package dev.thermograph.engine.schema;

import dev.thermograph.error.Messages;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What kinds of nodes and of edges have in common. <em>Immutable.</em>
 *
 * @param <T> see {@link Kind}
 */
record KindParts<T>(
    String name, Class<T> type, boolean isOpen, List<PropertyDefinition> properties) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

  KindParts {
    requireName("kind", name);
    properties = List.copyOf(properties);
  }

  static void requireName(String what, String name) {
    if (name.length() > Kind.NAME_CHARS_MAX || !NAME.matcher(name).matches()) {
      throw new KindRefusedException(
          "name must be a letter or _, then letters, digits, _ - and .: "
              + what
              + "="
              + Messages.cut(name)
              + " chars="
              + name.length()
              + " max="
              + Kind.NAME_CHARS_MAX);
    }
  }

  static <T> KindParts<T> ofRecord(Class<T> type) {
    return new KindParts<>(type.getSimpleName(), type, false, PropertyTypes.of(type));
  }

  KindParts<T> withName(String newName) {
    return new KindParts<>(newName, type, isOpen, properties);
  }

  KindParts<T> withRules(PropertyGetter<T, ?> getter, UnaryOperator<PropertyRules> change) {
    PropertyDefinition old = require(getter);
    return with(
        new PropertyDefinition(
            old.name(), old.type(), old.isRequired(), change.apply(old.rules())));
  }

  KindParts<T> withVector(PropertyGetter<T, ?> getter, PropertyType.VectorOf vector) {
    PropertyDefinition old = require(getter);
    if (vector.dimension() == PropertyType.VectorOf.UNKNOWN
        || !(old.type() instanceof PropertyType.VectorOf)) {
      throw new KindRefusedException(
          "vector needs a float[] property and a dimension of "
              + PropertyType.VectorOf.DIMENSION_MIN
              + ".."
              + PropertyType.VectorOf.DIMENSION_MAX
              + ": kind="
              + name
              + " property="
              + old.name()
              + " type="
              + old.type().describe()
              + " dimension="
              + vector.dimension());
    }
    return with(new PropertyDefinition(old.name(), vector, old.isRequired(), old.rules()));
  }

  private KindParts<T> with(PropertyDefinition changed) {
    List<PropertyDefinition> all =
        properties.stream().map(it -> it.name().equals(changed.name()) ? changed : it).toList();
    return new KindParts<>(name, type, isOpen, all);
  }

  PropertyDefinition require(PropertyGetter<T, ?> getter) {
    return require(GetterNames.requireName(name, type, getter));
  }

  PropertyDefinition require(String property) {
    return properties.stream()
        .filter(it -> it.name().equals(property))
        .findFirst()
        .orElseThrow(
            () ->
                new KindRefusedException(
                    "kind has no such property: kind=" + name + " property=" + property));
  }

  /** Refuses vectors whose dimension was never said. */
  void requireComplete() {
    for (PropertyDefinition property : properties) {
      if (lacksDimension(property.type())) {
        throw new KindRefusedException(
            "vector's dimension is not said, use vector(...) or @Embedding: kind="
                + name
                + " property="
                + property.name()
                + " type="
                + property.type().describe());
      }
    }
  }

  private static boolean lacksDimension(PropertyType type) {
    return switch (type) {
      case PropertyType.Scalar _, PropertyType.EnumOf _ -> false;
      case PropertyType.VectorOf(int dimension, _) -> dimension == PropertyType.VectorOf.UNKNOWN;
      case PropertyType.ListOf(PropertyType element, _) -> lacksDimension(element);
      case PropertyType.MapOf(PropertyType element, _) -> lacksDimension(element);
      case PropertyType.RecordOf(var fields) ->
          fields.stream().anyMatch(field -> lacksDimension(field.type()));
    };
  }
}
