package dev.thermograph.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats messages and names the same way on every machine, whatever digits its locale uses. */
public final class Messages {
  private static final int SHOWN_CHARS_MAX = 40;

  private Messages() {}

  /** As {@link String#format(Locale, String, Object...)} in {@link Locale#ROOT}. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of every user
  public static String format(String pattern, @Nullable Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** The beginning of a text that somebody gave, short enough for a message. */
  public static String cut(String text) {
    return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "...";
  }
}
