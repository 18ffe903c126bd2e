package dev.thermograph.index.lucene;

import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.internal.tail.TailChunk;
import dev.thermograph.index.internal.tail.TailPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexWriter;

/**
 * Gives rows of the tail to Lucene's writer, in batches, so that what Lucene buffers on the heap is
 * bounded. Single-threaded: whoever holds the index's maintenance lock.
 */
final class Drainer {
  /** Rows in one segment at most; below where a segment gets a graph, which is a merge's work. */
  private static final int BATCH_ROWS_MAX = 2_048;

  private static final long BATCH_BYTES_MAX = 16 << 20;

  private final EntryTable table;
  private final EntryDocument document;
  private final float[] vector;
  private final int batchRows;

  Drainer(VectorIndexOptions options, EntryTable table) {
    this.table = table;
    this.document = new EntryDocument(options);
    this.vector = new float[options.dimensions()];
    this.batchRows =
        (int)
            Math.min(BATCH_ROWS_MAX, BATCH_BYTES_MAX / ((long) options.dimensions() * Float.BYTES));
  }

  /** A row, with what it is sorted by. */
  private record Row(TailChunk chunk, int row, int entity, long from) {}

  /**
   * What became of a batch.
   *
   * @param end behind the last row that was looked at
   * @param rowCount how many were looked at
   * @param writtenCount how many of these were still wanted, and are in the writer now
   */
  record Batch(TailPosition end, int rowCount, int writtenCount) {}

  /** Writes rows from {@code start} on, which the caller holds, up to one that is not durable. */
  Batch write(IndexWriter writer, TailPosition start, long durable) throws IOException {
    List<Row> wanted = new ArrayList<>();
    TailChunk chunk = start.chunk();
    int row = start.row();
    int rowCount = 0;
    while (rowCount < batchRows) {
      // Asked for first: a chunk that has a next one gets no more rows.
      TailChunk next = chunk.next();
      if (row == chunk.count()) {
        if (next == null) {
          break;
        }
        chunk = next;
        row = 0;
        continue;
      }
      if (chunk.from(row) > durable) {
        break;
      }
      int entity = chunk.entity(row);
      if (entity != TailChunk.STRUCK && table.retained(entity, chunk.from(row))) {
        wanted.add(new Row(chunk, row, entity, chunk.from(row)));
      }
      row++;
      rowCount++;
    }
    write(writer, wanted);
    return new Batch(new TailPosition(chunk, row), rowCount, wanted.size());
  }

  /** In the segments' order, so that Lucene has nothing to sort. */
  private void write(IndexWriter writer, List<Row> rows) throws IOException {
    rows.sort(Comparator.comparingInt(Row::entity).thenComparingLong(Row::from));
    for (Row row : rows) {
      row.chunk.vector(row.row, vector);
      writer.addDocument(document.of(row.entity, row.from, row.chunk.hash(row.row), vector));
    }
  }
}
