package dev.thermograph.index.lucene.text.internal.search;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import dev.thermograph.index.lucene.internal.segment.VisibleDocs;
import dev.thermograph.index.lucene.text.internal.compile.QueryCompiler;
import dev.thermograph.index.lucene.text.internal.score.ViewLeaf;
import dev.thermograph.index.lucene.text.internal.score.ViewStatistics;
import dev.thermograph.index.text.TextCost;
import dev.thermograph.index.text.TextHits;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.query.TextQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * One search over the segments of a generation. What the view does not see and the filter does not
 * accept is left out before anything is ranked, so whenever {@code k} entries match, {@code k} come
 * back. Single-threaded.
 */
public final class TextSearch {
  /** A filter that accepts less than one in so many entries is walked through. */
  private static final int NARROW = 8;

  private final List<SearchLeaf> leaves = new ArrayList<>();
  private final ViewStatistics statistics;
  private final ViewSearcher searcher;
  private final QueryCompiler compiler;
  private final boolean exact;
  private final @Nullable EntityFilter filter;
  private final boolean filterLeads;

  /**
   * A search of a view.
   *
   * @param reader held by the caller
   * @param exact whether statistics are those of the view
   */
  public TextSearch(
      DirectoryReader reader,
      Function<LeafReaderContext, SegmentEntries> entriesOf,
      EntryTable table,
      long view,
      @Nullable EntityFilter filter,
      TextSchema schema,
      Consumer<String> requireSearchable,
      TextSearchOptions options,
      Similarity similarity,
      boolean exact) {
    for (LeafReaderContext context : reader.leaves()) {
      SegmentEntries entries = entriesOf.apply(context);
      VisibleDocs visible = new VisibleDocs(entries, table, view, null);
      VisibleDocs accepted =
          filter == null ? visible : new VisibleDocs(entries, table, view, filter);
      boolean all = filter == null && entries.allVisible(table, view);
      leaves.add(new SearchLeaf(context, entries, visible, accepted, all));
    }
    List<ViewLeaf> seen =
        leaves.stream().map(leaf -> new ViewLeaf(leaf.context().reader(), leaf.visible())).toList();
    this.statistics = new ViewStatistics(seen);
    this.exact = exact;
    this.searcher = new ViewSearcher(reader, similarity, exact ? statistics : null);
    this.compiler =
        new QueryCompiler(schema, requireSearchable, options.limits(), seen, statistics);
    this.filter = filter;
    this.filterLeads = filter != null && filter.cardinality() < reader.maxDoc() / NARROW;
  }

  /** The query in Lucene's terms, as this view has it. */
  public Query compile(TextQuery query) throws IOException {
    return compiler.compile(query);
  }

  /** The best entries. */
  public TextHits top(TextQuery query, int k, boolean exactCount, int drainedCount)
      throws IOException {
    TopEntries best = new TopEntries(k, !exactCount);
    Weight weight = weight(query, exactCount ? ScoreMode.COMPLETE : ScoreMode.TOP_SCORES);
    for (SearchLeaf leaf : leaves) {
      collect(weight, leaf, best.leaf(leaf.entries()));
    }
    return best.drain(
        new TextCost(best.visited(), drainedCount, leaves.size(), exact, filterLeads));
  }

  /** Every entity that matches. */
  public void forEach(TextQuery query, IntConsumer entities) throws IOException {
    Weight weight = weight(query, ScoreMode.COMPLETE_NO_SCORES);
    for (SearchLeaf leaf : leaves) {
      SegmentEntries entries = leaf.entries();
      collect(
          weight,
          leaf,
          new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int doc) {
              entities.accept(entries.entity(doc));
            }
          });
    }
  }

  private Weight weight(TextQuery query, ScoreMode mode) throws IOException {
    Query compiled = compile(query);
    if (filter != null && filterLeads) {
      compiled =
          new BooleanQuery.Builder()
              .add(compiled, Occur.MUST)
              .add(new AcceptedDocs(leaves, filter.cardinality()), Occur.FILTER)
              .build();
    }
    try {
      return searcher.createWeight(searcher.rewrite(compiled), mode, 1f);
    } catch (IndexSearcher.TooManyClauses e) {
      throw new InvalidArgumentException(
          "too many clauses of a query after analysis: max=" + e.getMaxClauseCount());
    }
  }

  private void collect(Weight weight, SearchLeaf leaf, LeafCollector collector) throws IOException {
    ScorerSupplier supplier = weight.scorerSupplier(leaf.context());
    if (supplier == null) {
      return;
    }
    supplier.setTopLevelScoringClause();
    BulkScorer scorer = supplier.bulkScorer();
    Bits accepted = filterLeads || leaf.all() ? null : leaf.accepted();
    try {
      scorer.score(collector, accepted, 0, DocIdSetIterator.NO_MORE_DOCS);
    } catch (CollectionTerminatedException _) {
      // Nothing in the rest of the segment can be among the best.
    }
    collector.finish();
  }
}
