package dev.thermograph.index.text;

import java.util.List;

/**
 * A passage of a text. Offsets count chars of the whole text. Immutable.
 *
 * @param start where the passage begins
 * @param end where it ends
 * @param matches what matched in it, in order, not overlapping
 */
public record Snippet(int start, int end, List<Match> matches) {

  /** A place that matched, from {@code start} to before {@code end} of the whole text. */
  public record Match(int start, int end) {}

  /** Keeps its own copy of the list. */
  public Snippet {
    matches = List.copyOf(matches);
  }

  /** The passage as it stands in the text, with something before and behind each match. */
  public String mark(String text, String before, String after) {
    return render(text, before, after, false);
  }

  /**
   * The passage for a page: the text's own {@code < > & " '} are escaped, the markers are not.
   * Nothing that stands in the text can become a tag.
   */
  public String markHtml(String text, String before, String after) {
    return render(text, before, after, true);
  }

  private String render(String text, String before, String after, boolean html) {
    StringBuilder marked = new StringBuilder();
    int done = start;
    for (Match match : matches) {
      append(marked, text, done, match.start(), html);
      marked.append(before);
      append(marked, text, match.start(), match.end(), html);
      marked.append(after);
      done = match.end();
    }
    append(marked, text, done, end, html);
    return marked.toString();
  }

  private static void append(StringBuilder to, String text, int start, int end, boolean html) {
    for (int i = start; i < end; i++) {
      char sign = text.charAt(i);
      if (html) {
        appendEscaped(to, sign);
      } else {
        to.append(sign);
      }
    }
  }

  private static void appendEscaped(StringBuilder to, char sign) {
    switch (sign) {
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '&' -> to.append("&amp;");
      case '"' -> to.append("&quot;");
      case '\'' -> to.append("&#39;");
      default -> to.append(sign);
    }
  }
}
