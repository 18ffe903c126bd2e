package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.filter.Condition;
import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link Condition} says, in plain Java and with no regard to speed. */
final class PlainConditions {
  private PlainConditions() {}

  static boolean holds(Condition condition, @Nullable PropertyValue value) {
    boolean isMissing = value == null || value instanceof PropertyValue.Null;
    return switch (condition) {
      case Condition.IsNull() -> isMissing;
      case Condition.IsPresent() -> !isMissing;
      case Condition.All(var all) -> all.stream().allMatch(it -> holds(it, value));
      case Condition.Equal(var other) -> order(value, other).stream().anyMatch(it -> it == 0);
      case Condition.NotEqual(var other) -> order(value, other).stream().anyMatch(it -> it != 0);
      case Condition.In(var others) ->
          others.stream().anyMatch(it -> order(value, it).stream().anyMatch(by -> by == 0));
      case Condition.Below(var other, boolean orEqual) ->
          order(value, other).stream().anyMatch(it -> it < 0 || (orEqual && it == 0));
      case Condition.Above(var other, boolean orEqual) ->
          order(value, other).stream().anyMatch(it -> it > 0 || (orEqual && it == 0));
      case Condition.StartsWith(String start) ->
          text(value).filter(it -> it.startsWith(start)).isPresent();
      case Condition.Contains(String part) ->
          text(value).filter(it -> it.contains(part)).isPresent();
    };
  }

  /** Empty when the two cannot be compared. */
  private static OptionalInt order(@Nullable PropertyValue value, PropertyValue other) {
    if (value == null || value instanceof PropertyValue.Null) {
      return OptionalInt.empty();
    }
    Object one = comparable(value);
    Object two = comparable(other);
    if (one instanceof Number a && two instanceof Number b) {
      return OptionalInt.of(numbers(a, b));
    }
    if (one.getClass() != two.getClass()) {
      return OptionalInt.empty();
    }
    return switch (one) {
      case String a -> OptionalInt.of(Arrays.compare(points(a), points((String) two)));
      case byte[] a -> OptionalInt.of(Arrays.compareUnsigned(a, (byte[]) two));
      case UUID a -> OptionalInt.of(a.toString().compareTo(two.toString()));
      case Boolean a -> OptionalInt.of(a.compareTo((Boolean) two));
      case Instant a -> OptionalInt.of(a.compareTo((Instant) two));
      case Map.Entry<?, ?> a -> days(a, (Map.Entry<?, ?>) two);
      default -> OptionalInt.of(one.equals(two) ? 0 : 1);
    };
  }

  private static OptionalInt days(Map.Entry<?, ?> one, Map.Entry<?, ?> two) {
    return OptionalInt.of(Long.compare((Long) one.getValue(), (Long) two.getValue()));
  }

  private static int[] points(String text) {
    return text.codePoints().toArray();
  }

  private static Object comparable(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Int(long it) -> it;
      case PropertyValue.Real(double it) -> it;
      case PropertyValue.BigInt(var it) -> it;
      case PropertyValue.Decimal(var it) -> it;
      case PropertyValue.Text(String it) -> it;
      case PropertyValue.EnumName(String it) -> it;
      case PropertyValue.Bytes(byte[] it) -> it;
      case PropertyValue.Uuid(UUID it) -> it;
      case PropertyValue.Bool(boolean it) -> it;
      case PropertyValue.Moment(Instant it) -> it;
      case PropertyValue.OffsetMoment(var it) -> it.toInstant();
      case PropertyValue.ZonedMoment(var it) -> it.toInstant();
      case PropertyValue.Date(var it) -> Map.entry("date", it.toEpochDay());
      default -> value;
    };
  }

  /** NaN above all, both zeros the same. */
  private static int numbers(Number one, Number two) {
    boolean isPlain = isPlain(one) && isPlain(two);
    return isPlain
        ? exact(one).compareTo(exact(two))
        : Double.compare(one.doubleValue(), two.doubleValue());
  }

  private static boolean isPlain(Number number) {
    return !(number instanceof Double it) || Double.isFinite(it);
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Double it ? new BigDecimal(it) : new BigDecimal(number.toString());
  }

  private static Optional<String> text(@Nullable PropertyValue value) {
    return switch (value) {
      case PropertyValue.Text(String it) -> Optional.of(it);
      case PropertyValue.EnumName(String it) -> Optional.of(it);
      case null, default -> Optional.empty();
    };
  }
}
