package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Finds the type that holds a JSON number exactly: an integer of 64 bits, else one of any size; a
 * double if the double's own shortest text has these digits and this scale, else a decimal. So
 * {@code 0.1} is a double, while {@code 0.10} and {@code 0.1000000000000000001} are decimals. A
 * zero with a minus sign is the double -0.0, whatever its scale.
 */
final class JsonNumbers {
  private JsonNumbers() {}

  static PropertyValue parse(String text) {
    try {
      boolean isInteger = text.chars().noneMatch(unit -> unit == '.' || unit == 'e' || unit == 'E');
      BigDecimal exact = new BigDecimal(text);
      if (exact.signum() == 0 && text.charAt(0) == '-') {
        return new PropertyValue.Real(-0.0);
      }
      return isInteger ? integer(exact.unscaledValue()) : fraction(text, exact);
    } catch (NumberFormatException e) {
      throw new PropertyRefusedException("number is out of range: " + text, e);
    }
  }

  private static PropertyValue integer(BigInteger exact) {
    return exact.bitLength() < Long.SIZE
        ? new PropertyValue.Int(exact.longValue())
        : new PropertyValue.BigInt(exact);
  }

  @SuppressWarnings("BigDecimalEquals") // the scale is to be compared: 0.10 is no double
  private static PropertyValue fraction(String text, BigDecimal exact) {
    double nearest = Double.parseDouble(text);
    boolean isDouble =
        Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).equals(exact);
    return isDouble ? new PropertyValue.Real(nearest) : new PropertyValue.Decimal(exact);
  }
}
