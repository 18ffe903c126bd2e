package dev.thermograph.engine.filter;

import dev.thermograph.engine.property.PropertyValue;
import java.util.List;

/**
 * What a value must be like; made by {@link Conditions}. <em>Immutable.</em>
 *
 * <p>A missing value, or one that is null, meets no condition but {@link IsNull}. Values are
 * compared with values of their own sort only, which makes any other meet no condition either:
 *
 * <ul>
 *   <li>Numbers by what they are worth, whatever their type: 1, 1.0 and 1.00 are equal. NaN equals
 *       itself and is above every other number; -0.0 equals 0.0. (As PostgreSQL has it.)
 *   <li>Texts and names of enum constants by code points.
 *   <li>Dates, times, instants and durations within their type; those with an offset or a zone by
 *       the instant they stand for, so also with plain instants.
 *   <li>{@code false} is below {@code true}; UUIDs and bytes by their bytes, as unsigned.
 *   <li>Everything else, such as lists, maps and vectors, can be equal and nothing more.
 * </ul>
 */
public sealed interface Condition {
  /** The value is this one. */
  record Equal(PropertyValue value) implements Condition {}

  /** There is a value of the same sort, and it is another one. */
  record NotEqual(PropertyValue value) implements Condition {}

  /** The value is one of these; none of them when there are none. */
  record In(List<PropertyValue> values) implements Condition {
    /** Keeps a copy. */
    public In {
      values = List.copyOf(values);
    }
  }

  /** The value is below this one, or it. */
  record Below(PropertyValue value, boolean orEqual) implements Condition {}

  /** The value is above this one, or it. */
  record Above(PropertyValue value, boolean orEqual) implements Condition {}

  /** The value is a text that begins so. */
  record StartsWith(String text) implements Condition {}

  /** The value is a text with this in it. */
  record Contains(String text) implements Condition {}

  /** There is no value, or it is null. */
  record IsNull() implements Condition {}

  /** There is a value that is not null. */
  record IsPresent() implements Condition {}

  /** All of these hold. */
  record All(List<Condition> conditions) implements Condition {
    /** Keeps a copy. */
    public All {
      conditions = List.copyOf(conditions);
    }
  }
}
