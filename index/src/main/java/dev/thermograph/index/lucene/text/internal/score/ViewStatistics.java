package dev.thermograph.index.lucene.text.internal.score;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.util.Bits;

/**
 * The numbers that BM25 needs, of exactly what one view sees. Lucene's own also count what is
 * superseded and not merged away yet.
 *
 * <p>Cost: for a word O(its postings), for a field O(documents that have it); each once, as long as
 * this is kept. Single-threaded: one search.
 */
public final class ViewStatistics {
  private final List<ViewLeaf> leaves;
  private final Map<Term, Counts> terms = new HashMap<>();
  private final Map<String, Counts> fields = new HashMap<>();

  /** How many documents, and how many words altogether. */
  private record Counts(long documents, long words) {}

  /** The statistics of what is visible in these segments. */
  public ViewStatistics(List<ViewLeaf> leaves) {
    this.leaves = leaves;
  }

  /**
   * Of one word. Of a word that nothing visible has: as if one document had it, for Lucene asks
   * about each word that is in a segment, and knows no zero.
   */
  public TermStatistics ofTerm(Term term) throws IOException {
    Counts counts = counts(term);
    return new TermStatistics(
        term.bytes(), Math.max(1, counts.documents()), Math.max(1, counts.words()));
  }

  /** Of one field; of one that nothing visible has a word in, as if one document had one. */
  public CollectionStatistics ofField(String field) throws IOException {
    Counts counts = fields.get(field);
    if (counts == null) {
      counts = countField(field);
      fields.put(field, counts);
    }
    long documents = Math.max(1, counts.documents());
    long words = Math.max(1, counts.words());
    return new CollectionStatistics(field, documents, documents, words, documents);
  }

  /** Whether a visible document has the word. Cost: O(postings before the first visible one). */
  public boolean anyWith(Term term) throws IOException {
    for (ViewLeaf leaf : leaves) {
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (leaf.visible().get(postings.docID())) {
          return true;
        }
      }
    }
    return false;
  }

  private Counts counts(Term term) throws IOException {
    Counts counts = terms.get(term);
    if (counts == null) {
      counts = countTerm(term);
      terms.put(term, counts);
    }
    return counts;
  }

  private Counts countTerm(Term term) throws IOException {
    long documents = 0;
    long words = 0;
    for (ViewLeaf leaf : leaves) {
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.FREQS);
      Bits visible = leaf.visible();
      while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (visible.get(postings.docID())) {
          documents++;
          words += postings.freq();
        }
      }
    }
    return new Counts(documents, words);
  }

  /** The norms are lengths: {@link ExactLengthBm25}. */
  private Counts countField(String field) throws IOException {
    long documents = 0;
    long words = 0;
    for (ViewLeaf leaf : leaves) {
      NumericDocValues lengths = leaf.reader().getNormValues(field);
      Bits visible = leaf.visible();
      while (lengths != null && lengths.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (visible.get(lengths.docID()) && lengths.longValue() > 0) {
          documents++;
          words += lengths.longValue();
        }
      }
    }
    return new Counts(documents, words);
  }
}
