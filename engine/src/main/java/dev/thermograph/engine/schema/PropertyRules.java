package dev.thermograph.engine.schema;

import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one property must obey beside its type. <em>Immutable:</em> each method
 * returns rules with one more. A missing value breaks none of them.
 */
public final class PropertyRules {
  /** No rules. */
  public static final PropertyRules NONE = new PropertyRules(null, null, 0, Integer.MAX_VALUE);

  /** Longest pattern. */
  public static final int PATTERN_CHARS_MAX = 1000;

  private final @Nullable BigDecimal min;
  private final @Nullable BigDecimal max;
  private final int lengthMin;
  private final int lengthMax;
  private final @Nullable Pattern pattern;
  private final @Nullable PropertyValue defaultValue;

  private PropertyRules(
      @Nullable BigDecimal min, @Nullable BigDecimal max, int lengthMin, int lengthMax) {
    this(min, max, lengthMin, lengthMax, null, null);
  }

  private PropertyRules(
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      int lengthMin,
      int lengthMax,
      @Nullable Pattern pattern,
      @Nullable PropertyValue defaultValue) {
    if (min != null && max != null && min.compareTo(max) > 0) {
      throw new KindRefusedException("min must not be above max: min=" + min + " max=" + max);
    }
    if (lengthMin < 0 || lengthMin > lengthMax) {
      throw new KindRefusedException(
          "length must be 0 or more, and not above its maximum: min="
              + lengthMin
              + " max="
              + lengthMax);
    }
    this.min = min == null ? null : min.stripTrailingZeros();
    this.max = max == null ? null : max.stripTrailingZeros();
    this.lengthMin = lengthMin;
    this.lengthMax = lengthMax;
    this.pattern = pattern;
    this.defaultValue = defaultValue;
  }

  /** Smallest number. */
  public PropertyRules min(long limit) {
    return min(BigDecimal.valueOf(limit));
  }

  /** Smallest number, which must be finite. */
  public PropertyRules min(double limit) {
    return min(finite(limit));
  }

  /** Smallest number. */
  public PropertyRules min(BigDecimal limit) {
    return new PropertyRules(limit, max, lengthMin, lengthMax, pattern, defaultValue);
  }

  /** Largest number. */
  public PropertyRules max(long limit) {
    return max(BigDecimal.valueOf(limit));
  }

  /** Largest number, which must be finite. */
  public PropertyRules max(double limit) {
    return max(finite(limit));
  }

  /** Largest number. */
  public PropertyRules max(BigDecimal limit) {
    return new PropertyRules(min, limit, lengthMin, lengthMax, pattern, defaultValue);
  }

  private static BigDecimal finite(double limit) {
    if (!Double.isFinite(limit)) {
      throw new KindRefusedException("limit of a number must be finite: limit=" + limit);
    }
    return BigDecimal.valueOf(limit);
  }

  /**
   * Smallest and largest length: code points of a text, bytes, elements of a list, fields of a map.
   */
  public PropertyRules length(int shortest, int longest) {
    return new PropertyRules(min, max, shortest, longest, pattern, defaultValue);
  }

  /**
   * A regular expression that a text must match as a whole, of at most {@value #PATTERN_CHARS_MAX}
   * characters. How long matching takes is up to the expression: one that tries all ways to split a
   * text wants a {@link #length} beside it.
   */
  public PropertyRules pattern(String regex) {
    if (regex.length() > PATTERN_CHARS_MAX) {
      throw new KindRefusedException(
          "pattern is too long: chars=" + regex.length() + " max=" + PATTERN_CHARS_MAX);
    }
    try {
      Pattern compiled = Pattern.compile(regex);
      return new PropertyRules(min, max, lengthMin, lengthMax, compiled, defaultValue);
    } catch (PatternSyntaxException e) {
      throw new KindRefusedException("pattern is no regular expression: pattern=" + regex, e);
    }
  }

  /**
   * What stands for a missing value: when it is written, and when a node is read that is older than
   * the property. A property with a default is never null.
   */
  public PropertyRules defaultValue(Object value) {
    PropertyValue stored = JavaValues.of(value);
    return new PropertyRules(min, max, lengthMin, lengthMax, pattern, stored);
  }

  /** Smallest number, if there is one. */
  public Optional<BigDecimal> findMin() {
    return Optional.ofNullable(min);
  }

  /** Largest number, if there is one. */
  public Optional<BigDecimal> findMax() {
    return Optional.ofNullable(max);
  }

  /** Smallest length, 0 for none. */
  public int lengthMin() {
    return lengthMin;
  }

  /** Largest length, if there is one. */
  public OptionalInt findLengthMax() {
    return lengthMax == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(lengthMax);
  }

  /** The regular expression, if there is one. */
  public Optional<String> findPattern() {
    return Optional.ofNullable(pattern).map(Pattern::pattern);
  }

  /** What stands for a missing value, if anything does. */
  public Optional<PropertyValue> findDefault() {
    return Optional.ofNullable(defaultValue);
  }

  /** What stands for a missing value, as messages show it; empty if nothing does. */
  public String describeDefault() {
    return defaultValue == null ? "" : defaultValue.shown();
  }

  boolean limitNumbers() {
    return min != null || max != null;
  }

  boolean limitLengths() {
    return lengthMin > 0 || lengthMax < Integer.MAX_VALUE;
  }

  @Nullable Pattern compiledPattern() {
    return pattern;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PropertyRules that
        && Objects.equals(min, that.min)
        && Objects.equals(max, that.max)
        && lengthMin == that.lengthMin
        && lengthMax == that.lengthMax
        && findPattern().equals(that.findPattern())
        && Objects.equals(defaultValue, that.defaultValue);
  }

  @Override
  public int hashCode() {
    return Objects.hash(min, max, lengthMin, lengthMax, findPattern(), defaultValue);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    findMin().ifPresent(limit -> text.append(" min=").append(limit.toPlainString()));
    findMax().ifPresent(limit -> text.append(" max=").append(limit.toPlainString()));
    if (limitLengths()) {
      text.append(" length=").append(lengthMin).append("..");
      findLengthMax().ifPresent(text::append);
    }
    findPattern().ifPresent(regex -> text.append(" pattern=").append(regex));
    findDefault().ifPresent(_ -> text.append(" default=").append(describeDefault()));
    return text.toString().strip();
  }
}
