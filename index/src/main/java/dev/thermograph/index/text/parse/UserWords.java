package dev.thermograph.index.text.parse;

import dev.thermograph.index.text.query.QuerySyntax;
import dev.thermograph.index.text.query.TextQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what a person typed apart: words and phrases with what stands before them. */
final class UserWords {

  enum Sign {
    NONE,
    REQUIRED,
    EXCLUDED
  }

  /** One word or phrase; an OR has no query. */
  record Clause(Sign sign, @Nullable TextQuery maybeQuery) {

    boolean isOr() {
      return maybeQuery == null;
    }

    TextQuery query() {
      if (maybeQuery == null) {
        throw new IllegalStateException("OR is no query");
      }
      return maybeQuery;
    }
  }

  /** Longer words are no words of any language; what is behind is a word of its own. */
  private static final int WORD_CHARS_MAX = 256;

  private static final int PREFIX_LETTERS_MIN = 2;

  private final String text;
  private final UserQueryOptions options;
  private final Set<UserQuery.Note> notes;
  private int index;
  private int clauseCount;

  UserWords(String text, UserQueryOptions options, Set<UserQuery.Note> notes) {
    this.text = text;
    this.options = options;
    this.notes = notes;
  }

  /** The next clause, or null when there is no more. */
  @Nullable Clause next() {
    while (true) {
      skipSpace();
      if (index == text.length()) {
        return null;
      }
      if (clauseCount == options.clauseCountMax()) {
        notes.add(UserQuery.Note.CUT);
        return null;
      }
      Clause clause = read();
      if (clause != null) {
        clauseCount += clause.maybeQuery() instanceof TextQuery.Or(var ways) ? ways.size() : 1;
        return clause;
      }
    }
  }

  private @Nullable Clause read() {
    Sign sign = readSign();
    String field = readField();
    if (text.startsWith("\"", index)) {
      String phrase = readPhrase();
      return phrase.isBlank() ? null : clause(sign, field, new TextQuery.Phrase(phrase, 0));
    }
    String word = readWord();
    if (word.equals(QuerySyntax.OR) && sign == Sign.NONE && field.isEmpty()) {
      return new Clause(sign, null);
    }
    return word.isBlank() ? null : clause(sign, field, query(sign, word));
  }

  private static Clause clause(Sign sign, String field, TextQuery query) {
    return new Clause(sign, field.isEmpty() ? query : query.in(field));
  }

  private TextQuery query(Sign sign, String word) {
    String beginning = word.substring(0, word.length() - 1);
    boolean prefix =
        word.endsWith("*")
            && beginning.codePoints().filter(Character::isLetterOrDigit).count()
                >= PREFIX_LETTERS_MIN;
    if (prefix) {
      return new TextQuery.Prefix(beginning);
    }
    List<String> parts = sign == Sign.NONE && !options.allWords() ? WordParts.of(word) : List.of();
    return parts.size() < 2 ? one(word) : anyPart(word, parts);
  }

  private TextQuery one(String word) {
    return options.typoTolerant() ? new TextQuery.Tolerant(word) : new TextQuery.Term(word);
  }

  /** Where any word will do, any part of one will; best all of them side by side. */
  private TextQuery anyPart(String word, List<String> parts) {
    List<TextQuery> ways = new ArrayList<>();
    parts.forEach(part -> ways.add(one(part)));
    ways.add(new TextQuery.Phrase(word, 0));
    return new TextQuery.Or(ways);
  }

  /** A sign counts when something stands directly behind it. */
  private Sign readSign() {
    char first = text.charAt(index);
    boolean sign = first == '+' || first == '-';
    if (!sign || index + 1 == text.length() || QuerySyntax.isSpace(text.codePointAt(index + 1))) {
      return Sign.NONE;
    }
    index++;
    return first == '+' ? Sign.REQUIRED : Sign.EXCLUDED;
  }

  /** The name before a colon when it is a field's and a value follows; else empty. */
  private String readField() {
    int end = wordEnd();
    int colon = text.indexOf(':', index);
    boolean valueFollows =
        colon > index
            && colon + 1 < text.length()
            && colon < end
            && !QuerySyntax.isSpace(text.codePointAt(colon + 1));
    String name = valueFollows ? text.substring(index, colon) : "";
    if (!valueFollows || name.isBlank() || !options.fields().test(name)) {
      return "";
    }
    index = colon + 1;
    return name;
  }

  /** What stands between this quote and the next; without a next one the quote is passed over. */
  private String readPhrase() {
    int end = text.indexOf('"', index + 1);
    if (end < 0) {
      notes.add(UserQuery.Note.QUOTE_WITHOUT_END);
      index++;
      return "";
    }
    String phrase = text.substring(index + 1, Math.min(end, index + TextQuery.TEXT_CHARS_MAX));
    if (end > index + TextQuery.TEXT_CHARS_MAX) {
      notes.add(UserQuery.Note.CUT);
    }
    index = end + 1;
    return phrase;
  }

  private String readWord() {
    int end = Math.min(wordEnd(), index + WORD_CHARS_MAX);
    String word = text.substring(index, end);
    index = end;
    return word;
  }

  /** A word ends before space and before a quote. */
  private int wordEnd() {
    int end = index;
    while (end < text.length() && text.charAt(end) != '"') {
      int codePoint = text.codePointAt(end);
      if (QuerySyntax.isSpace(codePoint)) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  private void skipSpace() {
    while (index < text.length() && QuerySyntax.isSpace(text.codePointAt(index))) {
      index += Character.charCount(text.codePointAt(index));
    }
  }
}
