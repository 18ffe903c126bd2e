package dev.thermograph.engine.graph;

import dev.thermograph.engine.property.PropertyValue;
import java.util.Optional;

/**
 * Reads properties of the node or edge at which a cursor stands, where they lie.
 *
 * <p>A property is named by its column, asked for once: {@code int age = cursor.column("age")}.
 * Asking for another type than the stored one is refused with {@link
 * dev.thermograph.engine.property.WrongPropertyTypeException}, asking for a value that is not there
 * with {@link dev.thermograph.engine.property.PropertyRefusedException}. Defaults of the kind do
 * not stand for values that are missing: ask {@link #has}. <b>Single-threaded.</b> Hot path: what
 * returns a primitive allocates nothing.
 */
public interface PropertyCursor {
  /** Column of a property, for this cursor only. Refuses a name that a typed kind lacks. */
  int column(String property);

  /** Whether the property has a value that is not null. */
  boolean has(int column);

  /** An integer property of any width; refused when there is no value. */
  long getLong(int column);

  /** A float or double; refused when there is no value. */
  double getDouble(int column);

  /** A boolean; refused when there is no value. */
  boolean getBoolean(int column);

  /** A text, or an enum's name; refused when there is no value. Allocates it. */
  String getText(int column);

  /** Whether a text, or an enum's name, is this one in UTF-8; false when there is no value. */
  boolean textEquals(int column, byte[] utf8);

  /**
   * Copies a vector into the start of {@code target}, which must be long enough.
   *
   * @return its dimension, 0 when there is no value
   */
  int getVector(int column, float[] target);

  /** The value, of whatever type. Allocates. */
  Optional<PropertyValue> value(int column);

  /** Sequence of the commit that made the node or edge as it is. */
  long sequence();
}
