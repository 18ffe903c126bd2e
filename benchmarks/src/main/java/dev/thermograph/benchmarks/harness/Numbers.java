package dev.thermograph.benchmarks.harness;

import java.util.Locale;

/** Writes numbers with as many digits as they are worth, the same on every machine. */
public final class Numbers {
  private Numbers() {}

  /** About three digits: 10012, 215, 84.3, 0.93, 0.0012. */
  public static String text(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    if (size >= 0.01 || size == 0) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
