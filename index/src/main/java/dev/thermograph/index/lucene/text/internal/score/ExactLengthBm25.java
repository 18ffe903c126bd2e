package dev.thermograph.index.lucene.text.internal.score;

import dev.thermograph.index.text.Bm25;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;

/**
 * BM25 as Lucene computes it, but with the exact number of words of a text where Lucene keeps one
 * byte of it. So scores do not depend on rounding, and the average length of what a view sees can
 * be added up from the norms. Thread-safe.
 */
public final class ExactLengthBm25 extends Similarity {
  private final Function<String, Bm25> numbers;
  private final Map<String, LengthTable> tables = new ConcurrentHashMap<>();

  /** Scores each field by its own numbers; the function must always give the same answer. */
  public ExactLengthBm25(Function<String, Bm25> numbersOfField) {
    this.numbers = numbersOfField;
  }

  @Override
  public long computeNorm(FieldInvertState text) {
    return getDiscountOverlaps() ? text.getLength() - text.getNumOverlap() : text.getLength();
  }

  @Override
  public SimScorer scorer(float boost, CollectionStatistics all, TermStatistics... terms) {
    double idf = 0;
    for (TermStatistics term : terms) {
      idf += idf(term.docFreq(), all.docCount());
    }
    float averageLength = (float) (all.sumTotalTermFreq() / (double) all.docCount());
    return new Bm25Scorer(boost * (float) idf, table(all.field(), averageLength));
  }

  private static float idf(long docFreq, long docCount) {
    return (float) Math.log(1 + (docCount - docFreq + 0.5) / (docFreq + 0.5));
  }

  /** The last one of the field if it fits: it does until the index changes. */
  private LengthTable table(String field, float averageLength) {
    LengthTable last = tables.get(field);
    if (last != null && last.averageLength() == averageLength) {
      return last;
    }
    LengthTable made = new LengthTable(numbers.apply(field), averageLength);
    tables.put(field, made);
    return made;
  }
}
