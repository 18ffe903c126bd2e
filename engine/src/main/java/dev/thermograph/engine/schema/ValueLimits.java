package dev.thermograph.engine.schema;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockLayout;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.error.Messages;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the values of each kind, also of open ones, so that nothing is refused after it
 * was accepted: a text, bytes or a vector has at most 16 MiB, an integer or decimal of any size
 * 4,096 bytes, a name 4,096 bytes, a map {@value Kind#OPEN_PROPERTY_COUNT_MAX} fields, and lists
 * and maps lie at most 64 deep in each other, the properties themselves counted as 1.
 */
public final class ValueLimits {
  /** Depth of a property that is a list or a map; recursion is bounded by the depth's limit. */
  static final int DEPTH_OF_PROPERTIES = 2;

  private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

  private ValueLimits() {}

  /** Refuses properties of an open kind that are beyond a limit. */
  public static void requireWithin(String kind, PropertyValue.MapOf properties) {
    Problem problem = find(properties, 1);
    if (problem != null) {
      throw problem.withoutDot().toException(kind);
    }
  }

  /** The limits of a value whose own lists or maps would lie at {@code depth}. */
  static @Nullable Problem find(PropertyValue value, int depth) {
    return switch (value) {
      case PropertyValue.Text(String it) -> text(value, it);
      case PropertyValue.EnumName(String it) -> text(value, it);
      case PropertyValue.Reference(var it) -> reference(value, it);
      case PropertyValue.BigInt(BigInteger it) -> number(value, it);
      case PropertyValue.Decimal(var it) -> number(value, it.unscaledValue());
      case PropertyValue.Bytes(byte[] it) ->
          bytes(value, it.length, PropertyBlockLayout.VALUE_BYTES_MAX);
      case PropertyValue.Vector(float[] it) ->
          bytes(value, (long) it.length * Float.BYTES, PropertyBlockLayout.VALUE_BYTES_MAX);
      case PropertyValue.ListOf(var elements) -> list(value, elements, depth);
      case PropertyValue.MapOf(var fields) -> map(value, fields, depth);
      default -> null;
    };
  }

  private static @Nullable Problem text(PropertyValue value, String text) {
    long bytesMax = (long) text.length() * UTF8_BYTES_PER_CHAR_MAX;
    return bytesMax <= PropertyBlockLayout.VALUE_BYTES_MAX
        ? null
        : bytes(value, utf8Bytes(text), PropertyBlockLayout.VALUE_BYTES_MAX);
  }

  private static @Nullable Problem reference(PropertyValue value, ExternalRef reference) {
    Problem problem = text(value, reference.id());
    boolean isShort =
        (long) reference.table().length() * UTF8_BYTES_PER_CHAR_MAX
            <= PropertyBlockLayout.TABLE_BYTES_MAX;
    return problem != null || isShort
        ? problem
        : bytes(value, utf8Bytes(reference.table()), PropertyBlockLayout.TABLE_BYTES_MAX);
  }

  private static long utf8Bytes(String text) {
    return text.codePoints()
        .mapToLong(it -> it < 0x80 ? 1 : it < 0x800 ? 2 : it < 0x10000 ? 3 : 4)
        .sum();
  }

  private static @Nullable Problem number(PropertyValue value, BigInteger digits) {
    return bytes(value, digits.bitLength() / Byte.SIZE + 1, PropertyBlockLayout.NUMBER_BYTES_MAX);
  }

  private static @Nullable Problem bytes(PropertyValue value, long bytes, int max) {
    return bytes > max ? new Problem("", "value-bytes", value, max + " found=" + bytes) : null;
  }

  private static @Nullable Problem tooDeep(PropertyValue value, int depth) {
    int max = PropertyBlockLayout.NESTING_DEPTH_MAX;
    return depth > max ? new Problem("", "depth", value, max + " found=" + depth) : null;
  }

  private static @Nullable Problem list(
      PropertyValue value, List<PropertyValue> elements, int depth) {
    Problem problem = tooDeep(value, depth);
    for (int index = 0; problem == null && index < elements.size(); index++) {
      problem = find(elements.get(index), depth + 1);
      if (problem != null) {
        return problem.within("[" + index + "]");
      }
    }
    return problem;
  }

  private static @Nullable Problem map(
      PropertyValue value, SequencedMap<String, PropertyValue> fields, int depth) {
    Problem problem = tooDeep(value, depth);
    if (problem != null) {
      return problem;
    }
    for (Map.Entry<String, PropertyValue> field : fields.entrySet()) {
      problem = name(field.getKey());
      if (problem == null) {
        problem = find(field.getValue(), depth + 1);
      }
      if (problem != null) {
        return problem.within("." + Messages.cut(field.getKey()));
      }
    }
    return fields.size() > Kind.OPEN_PROPERTY_COUNT_MAX
        ? new Problem("", "property-count", value, String.valueOf(Kind.OPEN_PROPERTY_COUNT_MAX))
        : null;
  }

  static @Nullable Problem name(String name) {
    boolean isShort =
        (long) name.length() * UTF8_BYTES_PER_CHAR_MAX <= KeyDictionary.NAME_BYTES_MAX;
    long bytes = isShort ? 0 : utf8Bytes(name);
    return bytes > KeyDictionary.NAME_BYTES_MAX
        ? new Problem(
            "",
            "name-bytes",
            new PropertyValue.Text(name),
            KeyDictionary.NAME_BYTES_MAX + " found=" + bytes)
        : null;
  }
}
