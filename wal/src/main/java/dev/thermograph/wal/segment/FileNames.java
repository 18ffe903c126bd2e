package dev.thermograph.wal.segment;

import dev.thermograph.error.InvalidArgumentException;

/**
 * What every implementation of the seam asks of names and offsets: names are flat, portable, and
 * never the lock's.
 */
public final class FileNames {
  /** Longest name in characters. */
  public static final int LENGTH_MAX = 128;

  /** The lock's file; hidden from listings and refused as a name. */
  public static final String LOCK = "LOCK";

  private FileNames() {}

  /** Returns the name when it is allowed, else refuses it with the rule it breaks. */
  public static String requireValid(String name) {
    if (name.isEmpty() || name.length() > LENGTH_MAX) {
      throw new InvalidArgumentException(
          "file name must have 1.." + LENGTH_MAX + " characters: length=" + name.length());
    }
    for (int index = 0; index < name.length(); index++) {
      if (!isAllowed(name.charAt(index))) {
        throw new InvalidArgumentException(
            "file name must consist of A-Z a-z 0-9 . _ -: name="
                + printable(name)
                + " index="
                + index);
      }
    }
    if (name.equals(".") || name.contains("..")) {
      throw new InvalidArgumentException(
          "file name must not be a dot or contain two dots in a row: name=" + name);
    }
    if (isLock(name)) {
      throw new InvalidArgumentException("file name is reserved for the lock: name=" + name);
    }
    return name;
  }

  /** Refuses an offset that no file has. */
  public static void requireOffset(String name, long offset) {
    if (offset < 0) {
      throw new InvalidArgumentException(
          "offset must be 0 or more: offset=" + offset + " file=" + name);
    }
  }

  /** True for the lock's name in any case, since some file systems do not tell cases apart. */
  static boolean isLock(String name) {
    return name.equalsIgnoreCase(LOCK);
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  /** The name with what could disturb a terminal or a log line replaced. */
  private static String printable(String name) {
    return name.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
