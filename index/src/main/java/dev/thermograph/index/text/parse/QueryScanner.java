package dev.thermograph.index.text.parse;

import dev.thermograph.error.Messages;
import dev.thermograph.index.text.query.QuerySyntax;
import dev.thermograph.index.text.query.TextQuery;

/** A place in a text of the strict grammar, in code points. Single-threaded. */
final class QueryScanner {
  private static final int END = -1;
  private static final int DIGITS_MAX = 9;

  private final int[] text;
  private int position;

  QueryScanner(String text) {
    this.text = text.codePoints().toArray();
  }

  int position() {
    return position;
  }

  void skipSpace() {
    while (position < text.length && QuerySyntax.isSpace(text[position])) {
      position++;
    }
  }

  boolean atEnd() {
    return position == text.length;
  }

  /** Takes the sign if it is the next code point. */
  boolean take(char sign) {
    boolean next = peek() == sign;
    position += next ? 1 : 0;
    return next;
  }

  boolean atDigit() {
    return peek() >= '0' && peek() <= '9';
  }

  /** Takes the operator if it is the next word. */
  boolean takeOperator(String operator) {
    skipSpace();
    int end = wordEnd();
    boolean next = string(position, end).equals(operator);
    position = next ? end : position;
    return next;
  }

  /** The next word with its backslashes and wildcards; empty when there is none. */
  String takeWord() {
    int start = position;
    position = wordEnd();
    if (position > text.length) {
      position = text.length;
      throw wrong("a sign behind the backslash");
    }
    requireLength(start);
    return string(start, position);
  }

  /** The rest of a phrase whose first quote is taken, without its backslashes. */
  String takePhrase() {
    int start = position;
    StringBuilder phrase = new StringBuilder();
    while (!take('"')) {
      if (peek() == '\\') {
        position++;
      }
      if (atEnd()) {
        throw wrong("a quote that ends the phrase");
      }
      phrase.appendCodePoint(text[position++]);
    }
    requireLength(start);
    return phrase.toString();
  }

  /** A whole number of 1 to 9 digits in a range. */
  int takeInt(int min, int max) {
    int start = position;
    while (atDigit() && position - start < DIGITS_MAX) {
      position++;
    }
    int value = position == start ? -1 : Integer.parseInt(string(start, position));
    if (value < min || value > max) {
      position = start;
      throw wrong(Messages.format("a number from %d to %d", min, max));
    }
    return value;
  }

  /** A number like 2 or 0.25, in a range. */
  float takeFactor(float min, float max) {
    int start = position;
    while ((atDigit() || peek() == '.') && position - start < DIGITS_MAX * 2) {
      position++;
    }
    float value = factor(string(start, position));
    if (!(value >= min && value <= max)) {
      position = start;
      throw wrong(Messages.format("a number from %s to %s", min, max));
    }
    return value;
  }

  private static float factor(String digits) {
    try {
      return Float.parseFloat(digits);
    } catch (NumberFormatException notOne) {
      return Float.NaN;
    }
  }

  /** What to throw when something else stands here. */
  TextSyntaxException wrong(String expected) {
    return new TextSyntaxException(position, found(), expected);
  }

  private String found() {
    if (atEnd()) {
      return "the end";
    }
    int end = Math.min(wordEnd(), text.length);
    return "'" + Messages.cut(string(position, Math.max(end, position + 1))) + "'";
  }

  private int peek() {
    return atEnd() ? END : text[position];
  }

  /** Where the word that begins here ends; beyond the text when it ends in a backslash. */
  private int wordEnd() {
    int end = position;
    while (end < text.length && !QuerySyntax.endsWord(text[end])) {
      end += text[end] == '\\' ? 2 : 1;
    }
    return end;
  }

  private void requireLength(int start) {
    if (position - start > TextQuery.TEXT_CHARS_MAX / 2) {
      position = start;
      throw wrong("at most " + TextQuery.TEXT_CHARS_MAX / 2 + " signs");
    }
  }

  private String string(int start, int end) {
    int last = Math.min(end, text.length);
    return new String(text, start, last - start);
  }
}
