package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a value obeys the rules of its property, and whether these fit the type. */
final class RuleChecks {
  private static final Set<PropertyType.Scalar> NUMBERS =
      EnumSet.of(
          PropertyType.Scalar.BYTE,
          PropertyType.Scalar.SHORT,
          PropertyType.Scalar.INT,
          PropertyType.Scalar.LONG,
          PropertyType.Scalar.FLOAT,
          PropertyType.Scalar.DOUBLE,
          PropertyType.Scalar.BIG_INTEGER,
          PropertyType.Scalar.DECIMAL);

  private RuleChecks() {}

  static void requireFit(String property, PropertyType type, PropertyRules rules) {
    boolean isText = type == PropertyType.Scalar.TEXT;
    boolean isNumber = type instanceof PropertyType.Scalar it && NUMBERS.contains(it);
    boolean hasLength =
        isText
            || type == PropertyType.Scalar.BYTES
            || type instanceof PropertyType.ListOf
            || type instanceof PropertyType.MapOf;
    refuseUnless(isNumber || !rules.limitNumbers(), "min and max are for numbers", property, type);
    refuseUnless(
        hasLength || !rules.limitLengths(),
        "length is for texts, bytes, lists and maps",
        property,
        type);
    refuseUnless(
        mayHaveDefault(type) || rules.findDefault().isEmpty(),
        "default is not for bytes and vectors",
        property,
        type);
    refuseUnless(isText || rules.compiledPattern() == null, "pattern is for texts", property, type);
  }

  /** A default is given to whoever reads, and an array could be changed by them. */
  private static boolean mayHaveDefault(PropertyType type) {
    return type != PropertyType.Scalar.BYTES && !(type instanceof PropertyType.VectorOf);
  }

  private static void refuseUnless(boolean fits, String rule, String property, PropertyType type) {
    if (!fits) {
      throw new KindRefusedException(
          "rule does not fit its property: "
              + rule
              + ": property="
              + property
              + " type="
              + type.describe());
    }
  }

  static @Nullable Problem find(PropertyRules rules, PropertyValue value) {
    Problem problem = rules.limitNumbers() ? number(rules, value) : null;
    if (problem == null && rules.limitLengths()) {
      problem = length(rules, value);
    }
    Pattern pattern = rules.compiledPattern();
    return problem == null && pattern != null && value instanceof PropertyValue.Text(String text)
        ? matching(pattern, value, text)
        : problem;
  }

  private static @Nullable Problem matching(Pattern pattern, PropertyValue value, String text) {
    try {
      return pattern.matcher(text).matches()
          ? null
          : new Problem("", "pattern", value, pattern.pattern());
    } catch (StackOverflowError e) {
      // The JDK's matcher recurses for each repetition of a group: the text is too long for it.
      return new Problem("", "pattern", value, pattern.pattern() + " found=too long to match");
    }
  }

  private static @Nullable Problem number(PropertyRules rules, PropertyValue value) {
    BigDecimal min = rules.findMin().orElse(null);
    if (min != null && !isAtLeast(value, min, 1)) {
      return new Problem("", "min", value, min.toPlainString());
    }
    BigDecimal max = rules.findMax().orElse(null);
    return max != null && !isAtLeast(value, max, -1)
        ? new Problem("", "max", value, max.toPlainString())
        : null;
  }

  /** Compares in one direction or the other; NaN is on no side of any limit. */
  private static boolean isAtLeast(PropertyValue value, BigDecimal limit, int direction) {
    return switch (value) {
      case PropertyValue.Int(long it) -> compare(BigDecimal.valueOf(it), limit, direction);
      case PropertyValue.Real(double it) when Double.isFinite(it) ->
          compare(new BigDecimal(it), limit, direction);
      case PropertyValue.Real(double it) -> it * direction == Double.POSITIVE_INFINITY;
      case PropertyValue.BigInt(var it) -> compare(new BigDecimal(it), limit, direction);
      case PropertyValue.Decimal(var it) -> compare(it, limit, direction);
      default -> false;
    };
  }

  private static boolean compare(BigDecimal value, BigDecimal limit, int direction) {
    return value.compareTo(limit) * direction >= 0;
  }

  private static @Nullable Problem length(PropertyRules rules, PropertyValue value) {
    int length =
        switch (value) {
          case PropertyValue.Text(String it) -> it.codePointCount(0, it.length());
          case PropertyValue.Bytes(byte[] it) -> it.length;
          case PropertyValue.ListOf(var it) -> it.size();
          case PropertyValue.MapOf(var it) -> it.size();
          default -> 0;
        };
    if (length < rules.lengthMin()) {
      return new Problem("", "length-min", value, rules.lengthMin() + " found=" + length);
    }
    int max = rules.findLengthMax().orElse(Integer.MAX_VALUE);
    return length > max ? new Problem("", "length-max", value, max + " found=" + length) : null;
  }
}
