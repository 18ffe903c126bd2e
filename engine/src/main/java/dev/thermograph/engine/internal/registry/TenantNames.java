package dev.thermograph.engine.internal.registry;

import dev.thermograph.error.InvalidArgumentException;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What a tenant may be called: a letter, digit or {@code _}, then letters, digits, {@code _},
 * {@code -} and {@code .}, at most {@value #CHARS_MAX} characters, no two dots in a row. Upper and
 * lower case differ. Letters may be of any script, in Unicode's composed form (NFC), so that no two
 * names look the same and are not.
 */
public final class TenantNames {
  /** Longest name, in characters. */
  public static final int CHARS_MAX = 128;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*+");

  private TenantNames() {}

  /** Returns the name when it is allowed, else refuses it. */
  public static String requireValid(String name) {
    if (name.length() > CHARS_MAX
        || !NAME.matcher(name).matches()
        || name.contains("..")
        || !Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      throw new InvalidArgumentException(
          "tenant's name must have 1.."
              + CHARS_MAX
              + " letters, digits, _ - and . and begin with none of the last two, no two dots in a"
              + " row, in Unicode's form NFC: characters="
              + name.length()
              + " name="
              + printable(name));
    }
    return name;
  }

  /** What could disturb a terminal or a log line is replaced, and what is long is cut. */
  private static String printable(String name) {
    return name.substring(0, Math.min(name.length(), CHARS_MAX)).replaceAll("\\p{C}", "?");
  }
}
