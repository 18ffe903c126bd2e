package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.schema.PropertyType;

/** Types of values that are looked up without making a block of them. */
enum ProbeType {
  /** An integer of any width. */
  INTEGER,
  /** A text, a character, or an enum's name. */
  TEXT,
  /** A UUID. */
  UUID;

  /** Whether a property of a type can have such values. */
  boolean fits(PropertyType property) {
    return switch (this) {
      case INTEGER ->
          property == PropertyType.Scalar.BYTE
              || property == PropertyType.Scalar.SHORT
              || property == PropertyType.Scalar.INT
              || property == PropertyType.Scalar.LONG;
      case TEXT ->
          property == PropertyType.Scalar.TEXT
              || property == PropertyType.Scalar.CHAR
              || property instanceof PropertyType.EnumOf;
      case UUID -> property == PropertyType.Scalar.UUID;
    };
  }
}
