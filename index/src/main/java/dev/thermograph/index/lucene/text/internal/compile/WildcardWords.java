package dev.thermograph.index.lucene.text.internal.compile;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.lucene.text.internal.score.ViewLeaf;
import dev.thermograph.index.text.TextAnalysis;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/** Patterns: what they look like after analysis, and how many words they stand for. */
final class WildcardWords {

  private WildcardWords() {}

  static AutomatonQuery query(String field, TextAnalysis analysis, String pattern) {
    try {
      return new WildcardQuery(
          new Term(field, normalize(field, analysis, pattern)),
          Operations.DEFAULT_DETERMINIZE_WORK_LIMIT,
          MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
    } catch (TooComplexToDeterminizeException e) {
      throw new InvalidArgumentException("pattern is too complex: pattern=" + pattern);
    }
  }

  /** The letters between the wildcards go through the analysis, the wildcards stay. */
  private static String normalize(String field, TextAnalysis analysis, String pattern) {
    StringBuilder normalized = new StringBuilder();
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char sign = pattern.charAt(i);
      if (sign == '*' || sign == '?') {
        appendLetters(normalized, field, analysis, letters);
        normalized.append(sign);
      } else {
        letters.append(sign == '\\' ? pattern.charAt(++i) : sign);
      }
    }
    appendLetters(normalized, field, analysis, letters);
    return normalized.toString();
  }

  private static void appendLetters(
      StringBuilder pattern, String field, TextAnalysis analysis, StringBuilder letters) {
    if (!letters.isEmpty()) {
      String normalized =
          AnalyzedText.normalize(field, analysis, letters.toString()).utf8ToString();
      pattern.append(normalized.replaceAll("([*?\\\\])", "\\\\$1"));
      letters.setLength(0);
    }
  }

  /** Refuses a pattern that stands for more words in any segment. Cost: O(words). */
  static void refuseAbove(int max, String pattern, Query query, List<ViewLeaf> leaves)
      throws IOException {
    if (!(query instanceof AutomatonQuery automaton)) {
      return;
    }
    for (ViewLeaf leaf : leaves) {
      Terms words = leaf.reader().terms(automaton.getField());
      if (words == null) {
        continue;
      }
      TermsEnum matching = automaton.getCompiled().getTermsEnum(words);
      for (int count = 1; matching.next() != null; count++) {
        if (count > max) {
          throw new InvalidArgumentException(
              "pattern stands for too many words: pattern=" + pattern + " max=" + max);
        }
      }
    }
  }
}
