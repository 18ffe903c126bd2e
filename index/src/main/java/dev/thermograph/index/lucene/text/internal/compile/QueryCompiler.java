package dev.thermograph.index.lucene.text.internal.compile;

import dev.thermograph.index.lucene.text.internal.score.ViewLeaf;
import dev.thermograph.index.lucene.text.internal.score.ViewStatistics;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.query.QueryLimits;
import dev.thermograph.index.text.query.TextQuery;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Makes Lucene queries of ours, over what one view sees: which words are near a misspelled one
 * depends on that. Where a part of a query says nothing after analysis, null stands for it.
 *
 * <p>Single-threaded: one search.
 */
public final class QueryCompiler {
  private final TextSchema schema;
  private final Consumer<String> requireSearchable;
  private final QueryLimits limits;
  private final WordCompiler words;

  /**
   * A compiler over the segments and statistics of one view.
   *
   * @param requireSearchable refuses a field that cannot be searched by its name
   */
  public QueryCompiler(
      TextSchema schema,
      Consumer<String> requireSearchable,
      QueryLimits limits,
      List<ViewLeaf> leaves,
      ViewStatistics statistics) {
    this.schema = schema;
    this.requireSearchable = requireSearchable;
    this.limits = limits;
    this.words = new WordCompiler(limits, leaves, statistics);
  }

  /** Refuses a query that is too large, names an unknown field, or has too broad a pattern. */
  public Query compile(TextQuery query) throws IOException {
    limits.check(query);
    Query compiled = compile(query, FieldScope.all(schema), false);
    return compiled == null ? new MatchNoDocsQuery("no words") : compiled;
  }

  private @Nullable Query compile(TextQuery query, FieldScope scope, boolean named)
      throws IOException {
    return switch (query) {
      case TextQuery.MatchAll _ ->
          named ? new FieldExistsQuery(scope.field()) : MatchAllDocsQuery.INSTANCE;
      case TextQuery.Term(var text) -> words.phrase(scope, text, 0);
      case TextQuery.Tolerant(var text) -> words.tolerant(scope, text);
      case TextQuery.Phrase(var text, var slop) -> words.phrase(scope, text, slop);
      case TextQuery.Prefix(var text) -> words.prefix(scope, text);
      case TextQuery.Wildcard(var pattern) -> words.wildcard(scope, pattern);
      case TextQuery.Fuzzy(var text, var maxEdits, var prefixLength) ->
          words.fuzzy(scope, text, maxEdits, prefixLength);
      case TextQuery.And(var clauses) -> and(clauses, scope, named);
      case TextQuery.Or(var clauses) -> or(clauses, scope, named);
      case TextQuery.Not not -> and(List.of(not), scope, named);
      case TextQuery.Prefer(var required, var preferred) ->
          prefer(compile(required, scope, named), compile(preferred, scope, named));
      case TextQuery.Scoped(var field, var clause) -> {
        FieldScope inner = FieldScope.of(schema, field);
        requireSearchable.accept(field);
        yield compile(clause, inner, true);
      }
      case TextQuery.Boosted(var clause, var factor) ->
          boost(compile(clause, scope, named), factor);
    };
  }

  /** Nothing but exclusions: all the rest, with score 1. */
  private @Nullable Query and(List<TextQuery> clauses, FieldScope scope, boolean named)
      throws IOException {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    int wanted = 0;
    int excluded = 0;
    for (TextQuery clause : clauses) {
      boolean not = clause instanceof TextQuery.Not;
      Query part = compile(clause instanceof TextQuery.Not(var out) ? out : clause, scope, named);
      if (part != null) {
        all.add(part, not ? Occur.MUST_NOT : Occur.MUST);
        wanted += not ? 0 : 1;
        excluded += not ? 1 : 0;
      }
    }
    if (wanted == 0 && excluded > 0) {
      all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
    }
    return wanted + excluded == 0 ? null : all.build();
  }

  private @Nullable Query or(List<TextQuery> clauses, FieldScope scope, boolean named)
      throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    int count = 0;
    for (TextQuery clause : clauses) {
      Query part = compile(clause, scope, named);
      if (part != null) {
        any.add(part, Occur.SHOULD);
        count++;
      }
    }
    return count == 0 ? null : any.build();
  }

  private static @Nullable Query prefer(@Nullable Query required, @Nullable Query preferred) {
    if (required == null || preferred == null) {
      return required == null ? preferred : required;
    }
    return new BooleanQuery.Builder()
        .add(required, Occur.MUST)
        .add(preferred, Occur.SHOULD)
        .build();
  }

  private static @Nullable Query boost(@Nullable Query query, float factor) {
    return query == null ? null : new BoostQuery(query, factor);
  }
}
