package dev.thermograph.index.text.parse;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.text.query.QueryLimits;
import dev.thermograph.index.text.query.QuerySyntax;
import dev.thermograph.index.text.query.TextQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads queries that programs and experts write; what is wrong is refused with its place.
 *
 * <pre>
 * query   = any { "PREFER" any }          the first must match, the others only rank
 * any     = all { "OR" all }
 * all     = one { "AND" one }
 * one     = "NOT" one | boosted
 * boosted = scoped [ "^" factor ]         0.001 to 1000
 * scoped  = [ field ":" ] value
 * value   = "(" query ")"
 *         | '"' text '"' [ "~" slop ]     words in a row, moved by 0 to 1000 places
 *         | word                          wi-fi
 *         | word "~"                      may be misspelled if nothing has it
 *         | word "~" edits [ "/" prefix ] 1 or 2 edits behind so many first letters (1)
 *         | pattern                       col*r, colo?r, col*, * (everything)
 * </pre>
 *
 * <p>A backslash takes the next sign literally; inside a phrase it is needed only for {@code "} and
 * for itself. Two values side by side are an error: say what joins them. Single-threaded.
 */
public final class StrictQueryParser {
  private static final String VALUE = "a word, a phrase, a field or '('";

  private final QueryScanner scanner;
  private final QueryLimits limits;
  private int depth;
  private int clauseCount;

  private StrictQueryParser(String text, QueryLimits limits) {
    this.scanner = new QueryScanner(text);
    this.limits = limits;
  }

  /** Reads a query within {@link QueryLimits#DEFAULT}. Fails with {@link TextSyntaxException}. */
  public static TextQuery parse(String text) {
    return parse(text, QueryLimits.DEFAULT);
  }

  /** Reads a query within the limits. Fails with {@link TextSyntaxException}. */
  public static TextQuery parse(String text, QueryLimits limits) {
    StrictQueryParser parser = new StrictQueryParser(text, limits);
    TextQuery query = parser.query();
    parser.scanner.skipSpace();
    if (!parser.scanner.atEnd()) {
      throw parser.scanner.wrong("AND, OR, PREFER or the end");
    }
    limits.check(query);
    return query;
  }

  private TextQuery query() {
    TextQuery query = any();
    while (scanner.takeOperator(QuerySyntax.PREFER)) {
      query = new TextQuery.Prefer(query, any());
    }
    return query;
  }

  private TextQuery any() {
    return TextQuery.anyOf(joined(QuerySyntax.OR, this::all));
  }

  private TextQuery all() {
    return TextQuery.allOf(joined(QuerySyntax.AND, this::one));
  }

  private List<TextQuery> joined(String operator, Supplier<TextQuery> next) {
    List<TextQuery> clauses = new ArrayList<>();
    clauses.add(next.get());
    while (scanner.takeOperator(operator)) {
      clauses.add(next.get());
    }
    return clauses;
  }

  private TextQuery one() {
    if (scanner.takeOperator(QuerySyntax.NOT)) {
      return new TextQuery.Not(deeper(this::one));
    }
    TextQuery scoped = scoped();
    return scanner.take('^')
        ? new TextQuery.Boosted(scoped, scanner.takeFactor(0.001f, 1_000f))
        : scoped;
  }

  private TextQuery scoped() {
    scanner.skipSpace();
    countClause();
    if (scanner.take('(')) {
      return parentheses();
    }
    if (scanner.take('"')) {
      return phrase();
    }
    int start = scanner.position();
    String word = scanner.takeWord();
    if (word.isEmpty() || QuerySyntax.isOperator(word)) {
      throw wrongAt(start, word);
    }
    TextQuery value = word(start, word);
    return scanner.take(':') ? field(start, word, value) : fuzzy(value);
  }

  private static TextQuery word(int start, String word) {
    try {
      return TextQuery.wildcard(word);
    } catch (InvalidArgumentException blank) {
      throw new TextSyntaxException(start, "'" + word + "'", "a word that is not blank");
    }
  }

  private TextQuery parentheses() {
    TextQuery inner = deeper(this::query);
    scanner.skipSpace();
    if (!scanner.take(')')) {
      throw scanner.wrong("AND, OR, PREFER or ')'");
    }
    return inner;
  }

  private TextQuery field(int start, String word, TextQuery name) {
    if (!(name instanceof TextQuery.Term(var field))) {
      throw new TextSyntaxException(start, "'" + word + "'", "the name of a field");
    }
    countClause();
    if (scanner.take('(')) {
      return new TextQuery.Scoped(field, parentheses());
    }
    if (scanner.take('"')) {
      return new TextQuery.Scoped(field, phrase());
    }
    int valueStart = scanner.position();
    String value = scanner.takeWord();
    if (value.isEmpty() || QuerySyntax.isOperator(value)) {
      throw wrongAt(valueStart, value);
    }
    return new TextQuery.Scoped(field, fuzzy(word(valueStart, value)));
  }

  private TextQuery phrase() {
    int start = scanner.position();
    String text = scanner.takePhrase();
    if (text.isBlank()) {
      throw new TextSyntaxException(start, "an empty phrase", "words between the quotes");
    }
    return new TextQuery.Phrase(text, scanner.take('~') ? scanner.takeInt(0, 1_000) : 0);
  }

  private TextQuery fuzzy(TextQuery value) {
    if (!(value instanceof TextQuery.Term(var text)) || !scanner.take('~')) {
      return value;
    }
    if (!scanner.atDigit()) {
      return new TextQuery.Tolerant(text);
    }
    int maxEdits = scanner.takeInt(1, 2);
    return new TextQuery.Fuzzy(
        text, maxEdits, scanner.take('/') ? scanner.takeInt(0, 32) : TextQuery.FUZZY_PREFIX_LENGTH);
  }

  private TextQuery deeper(Supplier<TextQuery> inner) {
    if (++depth >= limits.depthMax()) {
      throw scanner.wrong("at most " + limits.depthMax() + " levels");
    }
    TextQuery query = inner.get();
    depth--;
    return query;
  }

  private void countClause() {
    if (++clauseCount > limits.clauseCountMax()) {
      throw scanner.wrong("at most " + limits.clauseCountMax() + " clauses");
    }
  }

  private TextSyntaxException wrongAt(int start, String word) {
    return word.isEmpty()
        ? scanner.wrong(VALUE)
        : new TextSyntaxException(start, "'" + word + "'", VALUE);
  }
}
