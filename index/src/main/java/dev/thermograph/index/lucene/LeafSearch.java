package dev.thermograph.index.lucene;

import dev.thermograph.index.SearchStrategy;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorStorage;
import dev.thermograph.index.lucene.internal.segment.VisibleDocs;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.MultiLeafKnnCollector;
import org.apache.lucene.util.hnsw.BlockingFloatHeap;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the nearest documents of one segment: compares with all accepted ones when they are few
 * or when it must, else walks the graph and makes sure that it did not come back short.
 * Single-threaded: one search.
 */
final class LeafSearch {
  private static final int WIDER = 8;

  /** A walk may take so many steps however few are accepted. */
  private static final int LIMIT_MIN = 1_000;

  /** Relative; adding up 4,096 products in another order makes less. */
  private static final float SCORE_ERROR_MAX = 1e-4f;

  private final VectorIndexOptions options;
  private final IndexTuning tuning;
  private final float[] query;
  private final int k;
  private final int ef;
  private final boolean exact;
  private final NearestHeap nearest;
  private final @Nullable BlockingFloatHeap best;

  private @Nullable SearchStrategy strategy;
  private long visitedCount;
  private long acceptedEstimate;

  /**
   * @param ef candidates on a walk, at least {@code k}
   * @param graphCount how many segments have a graph
   */
  LeafSearch(
      VectorIndexOptions options,
      IndexTuning tuning,
      float[] query,
      int k,
      int ef,
      boolean exact,
      int graphCount,
      NearestHeap nearest) {
    this.options = options;
    this.tuning = tuning;
    this.query = query;
    this.k = k;
    this.ef = ef;
    this.exact = exact;
    this.nearest = nearest;
    this.best = graphCount > 1 ? new BlockingFloatHeap(ef) : null;
  }

  void search(Generation.Leaf leaf, VisibleDocs docs) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(EntryDocument.VECTOR);
    if (!leaf.entries().hasGraph()) {
      // Says nothing about how the rest was searched.
      acceptedEstimate += compareAll(docs, vectors);
      return;
    }
    acceptedEstimate += docs.cost();
    if (exact || docs.cost() <= walkCost(docs)) {
      compareInstead(docs, vectors);
    } else {
      switch (walk(leaf, docs, vectors, ef)) {
        case FOUND -> note(isFiltered(docs) ? SearchStrategy.FILTERED_GRAPH : SearchStrategy.GRAPH);
        case SHORT -> widen(leaf, docs, vectors);
        case TOO_LONG -> compareInstead(docs, vectors);
      }
    }
  }

  private void widen(Generation.Leaf leaf, VisibleDocs docs, FloatVectorValues vectors)
      throws IOException {
    if (walk(leaf, docs, vectors, WIDER * ef) == Walk.FOUND) {
      note(SearchStrategy.WIDENED);
    } else {
      compareInstead(docs, vectors);
    }
  }

  private void compareInstead(VisibleDocs docs, FloatVectorValues vectors) throws IOException {
    // A segment of which nothing is accepted says nothing about how the rest was searched.
    if (compareAll(docs, vectors) > 0) {
      note(SearchStrategy.EXACT);
    }
  }

  /**
   * How many vectors a walk is expected to be compared with. It passes over what is not accepted,
   * so the fewer are accepted the longer it is.
   */
  private double walkCost(VisibleDocs docs) {
    int expected = HnswGraphSearcher.expectedVisitedNodes(ef, docs.length());
    double selectivity = (double) docs.cost() / docs.length();
    return tuning.walkFactor() * expected / Math.sqrt(selectivity);
  }

  private static boolean isFiltered(VisibleDocs docs) {
    return docs.cost() < docs.length() - docs.length() / 10;
  }

  /** How a walk ended. What it found is taken only if it was enough. */
  private enum Walk {
    FOUND,
    /** It reached fewer than {@code k}. */
    SHORT,
    /** It has been compared with more than are accepted, so it has lost against comparing. */
    TOO_LONG
  }

  private Walk walk(
      Generation.Leaf leaf, VisibleDocs docs, FloatVectorValues vectors, int candidates)
      throws IOException {
    int limit = Math.max(docs.cost(), LIMIT_MIN);
    TopKnnCollector found = new TopKnnCollector(candidates, limit);
    leaf.reader()
        .searchNearestVectors(
            EntryDocument.VECTOR, query, candidates == ef ? shared(found) : found, docs);
    visitedCount += found.visitedCount();
    if (found.earlyTerminated()) {
      return Walk.TOO_LONG;
    }
    ScoreDoc[] hits = found.topDocs().scoreDocs;
    if (hits.length < k) {
      return Walk.SHORT;
    }
    float least = options.storage() == VectorStorage.FLOAT32 ? least(hits[k - 1].score) : 0;
    for (ScoreDoc hit : hits) {
      if (hit.score < least) {
        break;
      }
      offer(docs, vectors, hit.doc);
    }
    return Walk.FOUND;
  }

  /**
   * Where a walk is over the exact vectors it scores as we do, but for the last digits: what is
   * clearly worse than the k-th need not be scored again.
   */
  private static float least(float kthScore) {
    return kthScore - SCORE_ERROR_MAX * (1 + kthScore);
  }

  /** Lets a walk end early where other segments have better ones. */
  private KnnCollector shared(TopKnnCollector collector) {
    return best == null ? collector : new MultiLeafKnnCollector(ef, best, collector);
  }

  /** Returns how many are accepted. */
  private int compareAll(VisibleDocs docs, FloatVectorValues vectors) throws IOException {
    int accepted = 0;
    int doc = docs.next(0);
    while (doc != DocIdSetIterator.NO_MORE_DOCS) {
      offer(docs, vectors, doc);
      accepted++;
      doc = docs.next(doc + 1);
    }
    visitedCount += accepted;
    return accepted;
  }

  /** Each document has a vector, so a document's number is also the number of its vector. */
  private void offer(VisibleDocs docs, FloatVectorValues vectors, int doc) throws IOException {
    float near = Vectors.nearness(options.metric(), query, vectors.vectorValue(doc));
    nearest.offer(near, docs.entity(doc), docs.from(doc));
  }

  private void note(SearchStrategy used) {
    if (strategy == null || used.compareTo(strategy) > 0) {
      strategy = used;
    }
  }

  /** Of the segments with a graph, or {@link SearchStrategy#EXACT} if there are none. */
  SearchStrategy strategy() {
    return strategy == null ? SearchStrategy.EXACT : strategy;
  }

  long visitedCount() {
    return visitedCount;
  }

  long acceptedEstimate() {
    return acceptedEstimate;
  }
}
