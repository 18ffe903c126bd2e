package dev.thermograph.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Formats text the same way on every machine, whatever its language. */
final class Text {
  private Text() {}

  @FormatMethod
  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
