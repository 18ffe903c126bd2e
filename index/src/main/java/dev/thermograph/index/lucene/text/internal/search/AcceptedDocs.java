package dev.thermograph.index.lucene.text.internal.search;

import dev.thermograph.index.lucene.internal.segment.VisibleDocs;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;

/**
 * What a narrow filter accepts, as a query that leads the others: it jumps from entity to entity,
 * for segments are sorted by them. Good for one search.
 */
final class AcceptedDocs extends Query {
  private final List<SearchLeaf> leaves;
  private final long filterCardinality;

  AcceptedDocs(List<SearchLeaf> leaves, long filterCardinality) {
    this.leaves = leaves;
    this.filterCardinality = filterCardinality;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext context) {
        SearchLeaf leaf = leaves.get(context.ord);
        return ConstantScoreScorerSupplier.fromIterator(
            new Walk(leaf.accepted(), leaf.entries().count(), filterCardinality),
            score(),
            mode,
            leaf.entries().count());
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }
    };
  }

  /** From one accepted document to the next. */
  private static final class Walk extends DocIdSetIterator {
    private final VisibleDocs accepted;
    private final int count;
    private final long cost;
    private int doc = -1;

    Walk(VisibleDocs accepted, int count, long filterCardinality) {
      this.accepted = accepted;
      this.count = count;
      this.cost = Math.min(count, filterCardinality);
    }

    @Override
    public int docID() {
      return doc;
    }

    @Override
    public int nextDoc() {
      return advance(doc + 1);
    }

    @Override
    public int advance(int target) {
      doc = target >= count ? NO_MORE_DOCS : accepted.next(target);
      return doc;
    }

    @Override
    public long cost() {
      return cost;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "accepted entries";
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
