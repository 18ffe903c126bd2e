package dev.thermograph.index.text.query;

import dev.thermograph.error.InvalidArgumentException;

/**
 * A pattern of {@code *}, {@code ?} and letters, any of which a backslash takes literally.
 *
 * @param spelling the one way to write it: backslashes only where they change the meaning
 * @param letters all but the wildcards, without backslashes
 * @param wildcardCount how many {@code *} and {@code ?} there are
 * @param endsInAny whether the last sign is a {@code *}
 */
record WildcardPattern(String spelling, String letters, int wildcardCount, boolean endsInAny) {

  static WildcardPattern parse(String pattern) {
    StringBuilder spelling = new StringBuilder();
    StringBuilder letters = new StringBuilder();
    int wildcardCount = 0;
    boolean endsInAny = false;
    for (int index = 0; index < pattern.length(); index++) {
      char sign = pattern.charAt(index);
      boolean wildcard = sign == '*' || sign == '?';
      endsInAny = sign == '*';
      if (wildcard) {
        wildcardCount++;
        spelling.append(sign);
        continue;
      }
      char letter = sign == '\\' ? escaped(pattern, ++index) : sign;
      letters.append(letter);
      spelling.append("*?\\".indexOf(letter) < 0 ? "" : "\\").append(letter);
    }
    return new WildcardPattern(spelling.toString(), letters.toString(), wildcardCount, endsInAny);
  }

  private static char escaped(String pattern, int index) {
    if (index == pattern.length()) {
      throw new InvalidArgumentException("pattern ends in a backslash: pattern=" + pattern);
    }
    return pattern.charAt(index);
  }

  /** Whether a word, a prefix or "everything" says the same. */
  boolean isSimple() {
    return wildcardCount == 0 || (wildcardCount == 1 && endsInAny);
  }
}
