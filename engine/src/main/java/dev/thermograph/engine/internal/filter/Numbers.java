package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.ValueType;
import java.math.BigDecimal;

/**
 * Compares numbers by what they are worth, exactly, whatever their types. NaN is above every other
 * number, as PostgreSQL has it. <em>Stateless.</em> Integers and doubles allocate nothing.
 */
final class Numbers {
  private static final double LONG_END = 0x1p63;

  private Numbers() {}

  /** Compares a stored number with an integer. */
  static int compare(PropertyBlockReader reader, int index, long constant) {
    ValueType type = reader.typeAt(index);
    if (type == ValueType.INT) {
      return Long.compare(reader.longAt(index), constant);
    }
    return type == ValueType.REAL
        ? compare(reader.doubleAt(index), constant)
        : big(reader, index, type).compareTo(BigDecimal.valueOf(constant));
  }

  /** Compares a stored number with a double. */
  static int compare(PropertyBlockReader reader, int index, double constant) {
    ValueType type = reader.typeAt(index);
    if (type == ValueType.REAL) {
      return compare(reader.doubleAt(index), constant);
    }
    if (type == ValueType.INT) {
      return -compare(constant, reader.longAt(index));
    }
    if (Double.isFinite(constant)) {
      return big(reader, index, type).compareTo(new BigDecimal(constant));
    }
    return constant == Double.NEGATIVE_INFINITY ? 1 : -1;
  }

  /** Compares a stored number with one of any size. */
  static int compare(PropertyBlockReader reader, int index, BigDecimal constant) {
    ValueType type = reader.typeAt(index);
    if (type == ValueType.INT) {
      return BigDecimal.valueOf(reader.longAt(index)).compareTo(constant);
    }
    if (type != ValueType.REAL) {
      return big(reader, index, type).compareTo(constant);
    }
    double stored = reader.doubleAt(index);
    if (Double.isFinite(stored)) {
      return new BigDecimal(stored).compareTo(constant);
    }
    return stored == Double.NEGATIVE_INFINITY ? -1 : 1;
  }

  private static BigDecimal big(PropertyBlockReader reader, int index, ValueType type) {
    return type == ValueType.BIG_INT
        ? new BigDecimal(reader.bigIntegerAt(index))
        : reader.decimalAt(index);
  }

  /** Both zeros are equal, and so is every NaN. */
  static int compare(double one, double other) {
    return Double.compare(one + 0.0, other + 0.0); // -0.0 + 0.0 is 0.0
  }

  static int compare(double one, long other) {
    if (one >= LONG_END || Double.isNaN(one)) {
      return 1;
    }
    if (one < -LONG_END) {
      return -1;
    }
    long whole = (long) one; // exact, cut towards zero
    int byWhole = Long.compare(whole, other);
    return byWhole != 0 ? byWhole : compare(one - whole, 0.0);
  }
}
