package dev.thermograph.index.lucene.text.internal.compile;

import dev.thermograph.index.lucene.text.internal.score.ViewLeaf;
import dev.thermograph.index.lucene.text.internal.score.ViewStatistics;
import dev.thermograph.index.text.TextAnalysis;
import dev.thermograph.index.text.query.QueryLimits;
import dev.thermograph.index.text.query.TextQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Words, phrases and patterns in one field. In a field of several languages each is looked up as
 * every one of them would have it, and the best counts.
 */
final class WordCompiler {
  private static final int ONE_EDIT_LETTERS_MIN = 5;
  private static final int TWO_EDITS_LETTERS_MIN = 9;

  private final QueryLimits limits;
  private final List<ViewLeaf> leaves;
  private final ViewStatistics statistics;
  private final FuzzyWords fuzzyWords;

  WordCompiler(QueryLimits limits, List<ViewLeaf> leaves, ViewStatistics statistics) {
    this.limits = limits;
    this.leaves = leaves;
    this.statistics = statistics;
    this.fuzzyWords = new FuzzyWords(leaves, statistics, limits.fuzzyTermsMax());
  }

  @Nullable Query phrase(FieldScope scope, String text, int slop) throws IOException {
    Set<Query> ways = new LinkedHashSet<>();
    for (AnalyzedText way : analyzed(scope, text)) {
      addIfAny(ways, way.inPlace(slop));
    }
    return best(ways);
  }

  /** The words as they are if the view sees them in any language, else those near them. */
  @Nullable Query tolerant(FieldScope scope, String text) throws IOException {
    int letters = text.codePointCount(0, text.length());
    if (letters < ONE_EDIT_LETTERS_MIN) {
      return phrase(scope, text, 0);
    }
    for (AnalyzedText way : analyzed(scope, text)) {
      if (!way.isOneWord() || statistics.anyWith(way.words().getFirst())) {
        return phrase(scope, text, 0);
      }
    }
    return fuzzy(
        scope, text, letters < TWO_EDITS_LETTERS_MIN ? 1 : 2, TextQuery.FUZZY_PREFIX_LENGTH);
  }

  @Nullable Query fuzzy(FieldScope scope, String text, int maxEdits, int prefixLength)
      throws IOException {
    Set<Query> ways = new LinkedHashSet<>();
    for (AnalyzedText way : analyzed(scope, text)) {
      Query near =
          way.isOneWord()
              ? fuzzyWords.near(way.words().getFirst(), maxEdits, prefixLength)
              : way.inPlace(0);
      // The word itself when nothing is near it: it asks for something that is not there.
      addIfAny(ways, near == null ? way.inPlace(0) : near);
    }
    return best(ways);
  }

  /** The beginning as it is written, or the word that it is when it is taken for one. */
  @Nullable Query prefix(FieldScope scope, String text) throws IOException {
    Set<Query> ways = new LinkedHashSet<>();
    for (TextAnalysis analysis : scope.analyses()) {
      var beginning = AnalyzedText.normalize(scope.field(), analysis, text);
      ways.add(new PrefixQuery(new Term(scope.field(), beginning)));
      AnalyzedText word = AnalyzedText.of(scope.field(), analysis, text);
      if (word.isOneWord()) {
        ways.add(new TermQuery(word.words().getFirst()));
      }
    }
    return any(ways);
  }

  @Nullable Query wildcard(FieldScope scope, String pattern) throws IOException {
    Set<Query> ways = new LinkedHashSet<>();
    for (TextAnalysis analysis : scope.analyses()) {
      ways.add(WildcardWords.query(scope.field(), analysis, pattern));
    }
    for (Query way : ways) {
      WildcardWords.refuseAbove(limits.wildcardTermsMax(), pattern, way, leaves);
    }
    return any(ways);
  }

  private static List<AnalyzedText> analyzed(FieldScope scope, String text) throws IOException {
    List<AnalyzedText> ways = new ArrayList<>();
    for (TextAnalysis analysis : scope.analyses()) {
      ways.add(AnalyzedText.of(scope.field(), analysis, text));
    }
    return ways;
  }

  private static void addIfAny(Set<Query> ways, @Nullable Query way) {
    if (way != null) {
      ways.add(way);
    }
  }

  private static @Nullable Query best(Collection<Query> ways) {
    return switch (ways.size()) {
      case 0 -> null;
      case 1 -> ways.iterator().next();
      default -> new DisjunctionMaxQuery(ways, 0f);
    };
  }

  private static Query any(Collection<Query> ways) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    ways.forEach(way -> any.add(way, Occur.SHOULD));
    return new ConstantScoreQuery(ways.size() == 1 ? ways.iterator().next() : any.build());
  }
}
