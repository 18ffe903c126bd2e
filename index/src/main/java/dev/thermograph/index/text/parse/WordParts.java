package dev.thermograph.index.text.parse;

import java.util.ArrayList;
import java.util.List;

/** Takes a compound apart: "wi-fi", "HAM/TSP", "2(OH)". Stateless. */
final class WordParts {
  /** More parts than this are no word that somebody typed. */
  private static final int PARTS_MAX = 8;

  /** Signs that stand inside of words and numbers. */
  private static final String INNER = "'\u2019._\u00B7";

  private WordParts() {}

  /** The parts of a compound; none when it is not one. */
  static List<String> of(String word) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int index = 0; index <= word.length(); ) {
      boolean end = index == word.length();
      int codePoint = end ? ' ' : word.codePointAt(index);
      if (!isInner(codePoint)) {
        if (hasLetter(word, start, index)) {
          parts.add(word.substring(start, index));
        }
        start = index + Character.charCount(codePoint);
      }
      index += Character.charCount(codePoint);
    }
    return parts.size() > PARTS_MAX ? List.of() : parts;
  }

  private static boolean hasLetter(String word, int start, int end) {
    return word.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean isInner(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isLetterOrDigit(codePoint)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.FORMAT
        || INNER.indexOf(codePoint) >= 0;
  }
}
