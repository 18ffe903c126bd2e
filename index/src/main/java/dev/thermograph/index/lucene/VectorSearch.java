package dev.thermograph.index.lucene;

import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.SearchCost;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.internal.tail.TailChunk;
import dev.thermograph.index.internal.tail.TailPosition;
import dev.thermograph.index.lucene.internal.segment.VisibleDocs;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One search through a generation: the tail row by row, then segment by segment, into one heap.
 * Single-threaded.
 *
 * @param query in the form vectors are kept in
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record VectorSearch(
    VectorIndexOptions options,
    IndexTuning tuning,
    EntryTable table,
    float[] query,
    int k,
    long view,
    SearchOptions how,
    @Nullable EntityFilter filter) {

  VectorHits in(Generation generation) throws IOException {
    NearestHeap nearest = new NearestHeap(k);
    int tailCount = searchTail(generation.tailStart(), nearest);
    int ef = Math.max(k, how.ef() == 0 ? options.efSearch() : how.ef());
    int candidates = ef * options.storage().candidatesFactor();
    LeafSearch leaves =
        new LeafSearch(
            options, tuning, query, k, candidates, how.exact(), generation.graphCount(), nearest);
    long indexed = tailCount;
    for (Generation.Leaf leaf : generation.leaves()) {
      leaves.search(leaf, new VisibleDocs(leaf.entries(), table, view, filter));
      indexed += leaf.entries().count();
    }
    return nearest.toHits(
        options.metric(),
        new SearchCost(
            leaves.strategy(),
            leaves.visitedCount() + tailCount,
            tailCount,
            generation.leaves().size(),
            indexed == 0 ? 1 : (double) (leaves.acceptedEstimate() + tailCount) / indexed));
  }

  /** Returns how many rows were compared with. */
  private int searchTail(TailPosition start, NearestHeap nearest) {
    float[] vector = new float[query.length];
    int compared = 0;
    int row = start.row();
    for (TailChunk chunk = start.chunk(); chunk != null; chunk = chunk.next()) {
      int count = chunk.count();
      for (; row < count; row++) {
        int entity = chunk.entity(row);
        long from = chunk.from(row);
        if (from <= view && entity != TailChunk.STRUCK && accepts(entity, from)) {
          chunk.vector(row, vector);
          nearest.offer(Vectors.nearness(options.metric(), query, vector), entity, from);
          compared++;
        }
      }
      row = 0;
    }
    return compared;
  }

  private boolean accepts(int entity, long from) {
    return (filter == null || filter.accepts(entity)) && table.visible(entity, from, view);
  }
}
