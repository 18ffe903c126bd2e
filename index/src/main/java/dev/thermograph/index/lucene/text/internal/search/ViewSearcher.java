package dev.thermograph.index.lucene.text.internal.search;

import dev.thermograph.index.lucene.text.internal.score.ViewStatistics;
import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;
import org.jspecify.annotations.Nullable;

/** Lucene's searcher with the statistics of a view, where they are wanted. Good for one search. */
final class ViewSearcher extends IndexSearcher {
  private final @Nullable ViewStatistics exact;

  /** With null, Lucene's own statistics. */
  ViewSearcher(IndexReader reader, Similarity similarity, @Nullable ViewStatistics exact) {
    super(reader);
    this.exact = exact;
    setSimilarity(similarity);
    // What a query matches depends on the view, which no cache would know.
    setQueryCache(null);
  }

  @Override
  public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq)
      throws IOException {
    return exact == null ? super.termStatistics(term, docFreq, totalTermFreq) : exact.ofTerm(term);
  }

  @Override
  public @Nullable CollectionStatistics collectionStatistics(String field) throws IOException {
    CollectionStatistics all = super.collectionStatistics(field);
    return exact == null || all == null ? all : exact.ofField(field);
  }
}
