package dev.thermograph.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes and reads the JSON of results: objects as {@link Map}, arrays as {@link List}, strings,
 * {@link Long}, {@link Double} and {@link Boolean}; no null. Enough for our own files, and no
 * library for it.
 */
final class Json {
  private static final int DEPTH_MAX = 16;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Objects over several lines, arrays of plain values on one. */
  static String write(Map<String, ?> value) {
    StringBuilder out = new StringBuilder();
    writeObject(out, value, "\n");
    return out.append('\n').toString();
  }

  private static void writeValue(StringBuilder out, Object value, String newLine) {
    switch (value) {
      case Map<?, ?> map -> writeObject(out, map, newLine);
      case List<?> list -> writeArray(out, list, newLine);
      case String string -> writeString(out, string);
      case Double number when !Double.isFinite(number) ->
          throw new IllegalArgumentException("JSON has no such number: " + number);
      case Double _, Long _, Integer _, Boolean _ -> out.append(value);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private static void writeObject(StringBuilder out, Map<?, ?> map, String newLine) {
    String inner = newLine + "  ";
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator).append(inner);
      writeString(out, entry.getKey().toString());
      out.append(": ");
      writeValue(out, entry.getValue(), inner);
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : newLine + "}");
  }

  private static void writeArray(StringBuilder out, List<?> list, String newLine) {
    boolean plain = list.stream().noneMatch(each -> each instanceof Map || each instanceof List);
    String inner = newLine + "  ";
    String separator = "[";
    for (Object each : list) {
      out.append(separator).append(plain ? "" : inner);
      writeValue(out, each, inner);
      separator = plain ? ", " : ",";
    }
    if (list.isEmpty()) {
      out.append('[');
    }
    out.append(plain ? "]" : newLine + "]");
  }

  private static void writeString(StringBuilder out, String string) {
    out.append('"');
    for (int index = 0; index < string.length(); index++) {
      char c = string.charAt(index);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException with the offset at which it stops being JSON
   */
  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value(0);
    json.skipBlanks();
    if (json.at != text.length()) {
      throw json.refused("something stands behind the document");
    }
    return value;
  }

  private Object value(int depth) {
    if (depth > DEPTH_MAX) {
      throw refused("nested deeper than " + DEPTH_MAX);
    }
    skipBlanks();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    expect('{');
    if (!accept('}')) {
      do {
        skipBlanks();
        String key = string();
        expect(':');
        map.put(key, value(depth + 1));
      } while (accept(','));
      expect('}');
    }
    return map;
  }

  private List<Object> array(int depth) {
    List<Object> list = new ArrayList<>();
    expect('[');
    if (!accept(']')) {
      do {
        list.add(value(depth + 1));
      } while (accept(','));
      expect(']');
    }
    return list;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> throw refused("unknown escape");
    };
  }

  private char unicode() {
    int end = at + 4;
    if (end > text.length()) {
      throw refused("ends inside an escape");
    }
    try {
      char c = (char) Integer.parseInt(text.substring(at, end), 16);
      at = end;
      return c;
    } catch (NumberFormatException _) {
      throw refused("no hexadecimal number");
    }
  }

  private Boolean word(String word, boolean value) {
    if (!text.startsWith(word, at)) {
      throw refused("no value");
    }
    at += word.length();
    return value;
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      if (digits.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
        return Long.valueOf(digits);
      }
      return Double.valueOf(digits);
    } catch (NumberFormatException _) {
      throw refused("no value");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw refused("ends too early");
    }
    return text.charAt(at);
  }

  private boolean accept(char c) {
    skipBlanks();
    boolean found = peek() == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw refused("expected " + c);
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("not JSON: " + why + ": offset=" + at);
  }
}
