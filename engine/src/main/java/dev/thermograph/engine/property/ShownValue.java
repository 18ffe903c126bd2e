package dev.thermograph.engine.property;

import dev.thermograph.error.Messages;
import java.math.BigInteger;

/** Values as messages show them: never longer than a line, and cheap however large they are. */
final class ShownValue {
  private static final int NUMBER_BITS_MAX = 256;

  private ShownValue() {}

  static String of(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Null _ -> "null";
      case PropertyValue.Text(String it) -> '"' + Messages.cut(it) + '"';
      case PropertyValue.EnumName(String it) -> Messages.cut(it);
      case PropertyValue.Bool(boolean it) -> String.valueOf(it);
      case PropertyValue.Int(long it) -> String.valueOf(it);
      case PropertyValue.Real(double it) -> String.valueOf(it);
      case PropertyValue.BigInt(BigInteger it) -> number(it, it);
      case PropertyValue.Decimal(var it) -> number(it.unscaledValue(), it);
      case PropertyValue.Bytes(byte[] it) -> "bytes[" + it.length + "]";
      case PropertyValue.Vector(float[] it) -> "vector[" + it.length + "]";
      case PropertyValue.ListOf(var it) -> "list of " + it.size();
      case PropertyValue.MapOf(var it) -> "map of " + it.size();
      case PropertyValue.Reference(var it) -> Messages.cut(it.table() + ":" + it.id());
      case PropertyValue.Date(var it) -> it.toString();
      case PropertyValue.Time(var it) -> it.toString();
      case PropertyValue.DateTime(var it) -> it.toString();
      case PropertyValue.Moment(var it) -> it.toString();
      case PropertyValue.OffsetMoment(var it) -> it.toString();
      case PropertyValue.ZonedMoment(var it) -> it.toString();
      case PropertyValue.Span(var it) -> it.toString();
      case PropertyValue.CalendarSpan(var it) -> it.toString();
      case PropertyValue.Uuid(var it) -> it.toString();
    };
  }

  /** Printing a number takes time that grows with the square of its length. */
  private static String number(BigInteger digits, Number number) {
    return digits.bitLength() <= NUMBER_BITS_MAX
        ? Messages.cut(number.toString())
        : "number of " + digits.bitLength() + " bits";
  }
}
