package dev.thermograph.index.lucene.text.internal.compile;

import dev.thermograph.index.lucene.text.internal.score.ViewLeaf;
import dev.thermograph.index.lucene.text.internal.score.ViewStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.jspecify.annotations.Nullable;

/**
 * Which words of the index lie near a word. They count as one word with several spellings: by the
 * commonest spelling's idf, and less with each edit.
 *
 * <p>Cost: O(words of the field that share the first letters), with Levenshtein automata (Schulz
 * and Mihov, "Fast string correction with Levenshtein automata", 2002).
 */
final class FuzzyWords {
  /** How much an occurrence counts by its edit distance. */
  private static final float[] WEIGHTS = {1f, 0.5f, 0.25f};

  private final List<ViewLeaf> leaves;
  private final ViewStatistics statistics;
  private final int countMax;

  /** A word of the index. */
  private record Near(BytesRef word, int edits) {}

  FuzzyWords(List<ViewLeaf> leaves, ViewStatistics statistics, int countMax) {
    this.leaves = leaves;
    this.statistics = statistics;
    this.countMax = countMax;
  }

  /** The words at most so many edits away, or null when there are none that the view sees. */
  @Nullable Query near(Term word, int maxEdits, int prefixLength) throws IOException {
    List<Near> found = collect(word, maxEdits, prefixLength);
    found.sort(Comparator.comparingInt(Near::edits).thenComparing(Near::word));
    SynonymQuery.Builder synonyms = new SynonymQuery.Builder(word.field());
    int count = 0;
    for (Near near : found) {
      if (count < countMax && statistics.anyWith(new Term(word.field(), near.word()))) {
        synonyms.addTerm(near.word(), WEIGHTS[near.edits()]);
        count++;
      }
    }
    return count == 0 ? null : synonyms.build();
  }

  private List<Near> collect(Term word, int maxEdits, int prefixLength) throws IOException {
    CompiledAutomaton automaton =
        FuzzyQuery.getFuzzyAutomaton(word.text(), maxEdits, prefixLength, true);
    int[] letters = word.text().codePoints().toArray();
    Map<BytesRef, Integer> edits = new HashMap<>();
    for (ViewLeaf leaf : leaves) {
      Terms words = leaf.reader().terms(word.field());
      if (words == null) {
        continue;
      }
      TermsEnum near = automaton.getTermsEnum(words);
      for (BytesRef found = near.next(); found != null; found = near.next()) {
        if (!edits.containsKey(found)) {
          int[] others = found.utf8ToString().codePoints().toArray();
          edits.put(BytesRef.deepCopyOf(found), Edits.between(letters, others));
        }
      }
    }
    List<Near> all = new ArrayList<>();
    edits.forEach((found, distance) -> all.add(new Near(found, distance)));
    return all;
  }
}
