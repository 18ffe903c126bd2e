package dev.thermograph.engine.filter;

import dev.thermograph.engine.internal.record.JavaValues;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes conditions of Java values: {@code where(Person::age, between(18, 65))}. What is equal and
 * what is below is said at {@link Condition}. A {@code null} is refused, but for {@link #isNull}.
 */
public final class Conditions {
  private Conditions() {}

  /** The value is this one. */
  public static Condition eq(Object value) {
    return new Condition.Equal(JavaValues.ofPresent(value));
  }

  /** There is a value, and it is another one. */
  public static Condition ne(Object value) {
    return new Condition.NotEqual(JavaValues.ofPresent(value));
  }

  /** The value is one of these. */
  public static Condition in(@Nullable Object... values) {
    return in(Arrays.asList(values));
  }

  /** The value is one of these. */
  public static Condition in(Collection<? extends @Nullable Object> values) {
    return new Condition.In(values.stream().map(JavaValues::ofPresent).toList());
  }

  /** The value is below this one. */
  public static Condition lt(Object value) {
    return new Condition.Below(JavaValues.ofPresent(value), false);
  }

  /** The value is this one or below. */
  public static Condition le(Object value) {
    return new Condition.Below(JavaValues.ofPresent(value), true);
  }

  /** The value is above this one. */
  public static Condition gt(Object value) {
    return new Condition.Above(JavaValues.ofPresent(value), false);
  }

  /** The value is this one or above. */
  public static Condition ge(Object value) {
    return new Condition.Above(JavaValues.ofPresent(value), true);
  }

  /** The value is from the first to the second, both included. */
  public static Condition between(Object low, Object high) {
    return new Condition.All(List.of(ge(low), le(high)));
  }

  /** The value is a text that begins so; every text begins with the empty one. */
  public static Condition startsWith(String text) {
    return new Condition.StartsWith(text);
  }

  /** The value is a text with this in it; every text has the empty one. */
  public static Condition contains(String text) {
    return new Condition.Contains(text);
  }

  /** There is no value, or it is null. */
  public static Condition isNull() {
    return new Condition.IsNull();
  }

  /** There is a value that is not null. */
  public static Condition isPresent() {
    return new Condition.IsPresent();
  }
}
