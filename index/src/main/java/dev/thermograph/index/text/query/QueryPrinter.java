package dev.thermograph.index.text.query;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a query so that the strict parser reads the same query again. */
public final class QueryPrinter {

  private QueryPrinter() {}

  /** The query in the strict grammar. Deeper than {@link QueryLimits#DEFAULT} allows is refused. */
  public static String print(TextQuery query) {
    QueryLimits.DEFAULT.check(query);
    return write(query);
  }

  private static String write(TextQuery query) {
    return switch (query) {
      case TextQuery.And(var clauses) -> join(" " + QuerySyntax.AND + " ", clauses);
      case TextQuery.Or(var clauses) -> join(" " + QuerySyntax.OR + " ", clauses);
      case TextQuery.Not(var clause) -> QuerySyntax.NOT + " " + tight(clause);
      case TextQuery.Prefer(var required, var preferred) ->
          join(" " + QuerySyntax.PREFER + " ", List.of(required, preferred));
      case TextQuery.Scoped(var field, var clause) ->
          QuerySyntax.escapeWord(field) + ":" + tight(clause);
      case TextQuery.Boosted(TextQuery.Scoped scoped, var factor) -> write(scoped) + "^" + factor;
      case TextQuery.Boosted(var clause, var factor) -> tight(clause) + "^" + factor;
      case TextQuery.MatchAll _ -> "*";
      case TextQuery.Term(var text) -> QuerySyntax.escapeWord(text);
      case TextQuery.Tolerant(var text) -> QuerySyntax.escapeWord(text) + "~";
      case TextQuery.Phrase(var text, var slop) ->
          QuerySyntax.quote(text) + (slop == 0 ? "" : "~" + slop);
      case TextQuery.Prefix(var text) -> QuerySyntax.escapeWord(text) + "*";
      case TextQuery.Wildcard(var pattern) -> QuerySyntax.escapePattern(pattern);
      case TextQuery.Fuzzy(var text, var maxEdits, var prefixLength) ->
          QuerySyntax.escapeWord(text)
              + ("~" + maxEdits)
              + (prefixLength == TextQuery.FUZZY_PREFIX_LENGTH ? "" : "/" + prefixLength);
    };
  }

  private static String join(String operator, List<TextQuery> clauses) {
    return clauses.stream().map(QueryPrinter::tight).collect(Collectors.joining(operator));
  }

  /** In parentheses unless it is one word. */
  private static String tight(TextQuery query) {
    return switch (query) {
      case TextQuery.MatchAll _,
          TextQuery.Term _,
          TextQuery.Tolerant _,
          TextQuery.Phrase _,
          TextQuery.Prefix _,
          TextQuery.Wildcard _,
          TextQuery.Fuzzy _ ->
          write(query);
      case TextQuery.And _,
          TextQuery.Or _,
          TextQuery.Not _,
          TextQuery.Prefer _,
          TextQuery.Scoped _,
          TextQuery.Boosted _ ->
          "(" + write(query) + ")";
    };
  }
}
