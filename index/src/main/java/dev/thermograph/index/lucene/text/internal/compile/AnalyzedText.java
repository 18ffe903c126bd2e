package dev.thermograph.index.lucene.text.internal.compile;

import dev.thermograph.index.lucene.text.internal.analysis.Analyzers;
import dev.thermograph.index.text.TextAnalysis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text in a query, with their places. Immutable.
 *
 * @param positions where each word stands; a stop word that was left out leaves a gap
 */
record AnalyzedText(List<Term> words, List<Integer> positions) {

  static AnalyzedText of(String field, TextAnalysis analysis, String text) throws IOException {
    List<Term> words = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    int position = -1;
    try (TokenStream tokens = Analyzers.of(analysis).tokenStream(field, text)) {
      var word = tokens.addAttribute(TermToBytesRefAttribute.class);
      var step = tokens.addAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        position += step.getPositionIncrement();
        words.add(new Term(field, BytesRef.deepCopyOf(word.getBytesRef())));
        positions.add(position);
      }
      tokens.end();
    }
    return new AnalyzedText(words, positions);
  }

  /** A word as patterns see it: lower case and the like, but not stemmed. */
  static BytesRef normalize(String field, TextAnalysis analysis, String text) {
    return Analyzers.of(analysis).normalize(field, text);
  }

  boolean isOneWord() {
    return words.size() == 1;
  }

  /** All of the words in their places, or null when there are none. */
  @Nullable Query inPlace(int slop) {
    if (words.isEmpty()) {
      return null;
    }
    if (isOneWord()) {
      return new TermQuery(words.getFirst());
    }
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
    for (int i = 0; i < words.size(); i++) {
      phrase.add(words.get(i), positions.get(i) - positions.getFirst());
    }
    return phrase.build();
  }
}
