package dev.thermograph.index.text.query;

/** The signs and words of the strict grammar, for those who write it and those who read it. */
public final class QuerySyntax {
  /** Joins clauses that must all match. */
  public static final String AND = "AND";

  /** Joins clauses of which one must match. */
  public static final String OR = "OR";

  /** Before a clause that must not match. */
  public static final String NOT = "NOT";

  /** Between what must match and what only ranks. */
  public static final String PREFER = "PREFER";

  private static final String SIGNS = "()\":^~*?\\";

  private QuerySyntax() {}

  /** Whether a word has to be escaped because it is an operator. */
  public static boolean isOperator(String word) {
    return word.equals(AND) || word.equals(OR) || word.equals(NOT) || word.equals(PREFER);
  }

  /** Whether a code point ends a word unless it is escaped. */
  public static boolean endsWord(int codePoint) {
    return isSpace(codePoint) || (SIGNS.indexOf(codePoint) >= 0 && "*?\\".indexOf(codePoint) < 0);
  }

  /** Whether a code point separates words. */
  public static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  /** A text as one word. */
  static String escapeWord(String text) {
    StringBuilder word = new StringBuilder(isOperator(text) ? "\\" : "");
    text.codePoints()
        .forEach(
            codePoint ->
                word.append(endsWord(codePoint) || "*?\\".indexOf(codePoint) >= 0 ? "\\" : "")
                    .appendCodePoint(codePoint));
    return word.toString();
  }

  /** A pattern as one word: its own backslashes stay. */
  static String escapePattern(String pattern) {
    StringBuilder word = new StringBuilder();
    for (int index = 0; index < pattern.length(); index++) {
      char sign = pattern.charAt(index);
      if (sign == '\\') {
        word.append(sign).append(pattern.charAt(++index));
      } else {
        word.append(endsWord(sign) ? "\\" : "").append(sign);
      }
    }
    return word.toString();
  }

  /** A text between quotes. */
  static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
