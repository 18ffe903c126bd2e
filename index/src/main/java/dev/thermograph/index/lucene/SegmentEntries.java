package dev.thermograph.index.lucene;

import dev.thermograph.index.internal.entry.EntryTable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one segment beside it, outside the heap: 12 bytes each, ordered by entity and then
 * by sequence, at the document's number. Immutable but for {@link #kill}, which happens before
 * anybody searches. The memory goes when nobody refers to this any more.
 */
final class SegmentEntries {
  /** A document with this sequence is in no view. */
  private static final long NEVER = Long.MAX_VALUE;

  private final int count;
  private final boolean graph;
  private final MemorySegment entities;
  private final MemorySegment froms;

  /** How many were found dead, and how many the table had seen die by then. */
  private volatile DeadCount lastDeadCount = new DeadCount(-1, 0);

  private record DeadCount(int dead, long deathCount) {}

  private SegmentEntries(int count, boolean graph) {
    this.count = count;
    this.graph = graph;
    Arena arena = Arena.ofAuto();
    this.entities = arena.allocate(Math.max(1, count) * (long) Integer.BYTES, Integer.BYTES);
    this.froms = arena.allocate(Math.max(1, count) * (long) Long.BYTES, Long.BYTES);
  }

  static SegmentEntries load(CodecReader segment, String field) throws IOException {
    int count = segment.maxDoc();
    boolean graph =
        segment.getVectorReader() instanceof HnswGraphProvider graphs
            && graphs.getGraph(field).size() > 0;
    SegmentEntries entries = new SegmentEntries(count, graph);
    NumericDocValues entity = values(segment, EntryDocument.ENTITY);
    NumericDocValues from = values(segment, EntryDocument.FROM);
    long before = -1;
    for (int doc = 0; doc < count; doc++) {
      if (entity.nextDoc() != doc || from.nextDoc() != doc) {
        throw new CorruptIndexException("a document is no entry: doc=" + doc, segment.toString());
      }
      entries.set(doc, Math.toIntExact(entity.longValue()), from.longValue());
      if (entity.longValue() < before) {
        throw new CorruptIndexException("entities out of order: doc=" + doc, segment.toString());
      }
      before = entity.longValue();
    }
    return entries;
  }

  /** The values that each document of a segment has. */
  static NumericDocValues values(CodecReader segment, String field) throws IOException {
    NumericDocValues values = segment.getNumericDocValues(field);
    if (values == null) {
      throw new CorruptIndexException("values are missing: " + field, segment.toString());
    }
    return values;
  }

  private void set(int doc, int entity, long from) {
    entities.setAtIndex(ValueLayout.JAVA_INT, doc, entity);
    froms.setAtIndex(ValueLayout.JAVA_LONG, doc, from);
  }

  int count() {
    return count;
  }

  /** Whether there is a graph of neighbours; small segments have none. */
  boolean hasGraph() {
    return graph;
  }

  int entity(int doc) {
    return entities.getAtIndex(ValueLayout.JAVA_INT, doc);
  }

  long from(int doc) {
    return froms.getAtIndex(ValueLayout.JAVA_LONG, doc);
  }

  /** Takes the document out of every view. */
  void kill(int doc) {
    froms.setAtIndex(ValueLayout.JAVA_LONG, doc, NEVER);
  }

  /**
   * The first document at or after {@code start} whose entity is at least {@code entity}, or {@link
   * DocIdSetIterator#NO_MORE_DOCS}. O(log of the distance).
   */
  int advance(int start, int entity) {
    int step = 1;
    int low = start;
    int high = start;
    while (high < count && entity(high) < entity) {
      low = high + 1;
      high += step;
      step <<= 1;
      if (high < 0) {
        break;
      }
    }
    high = high < 0 ? count : Math.min(high, count);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entity(middle) < entity) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < count ? low : DocIdSetIterator.NO_MORE_DOCS;
  }

  /** The documents that some view may see, or null if that is all of them. O(count). */
  @Nullable FixedBitSet retained(EntryTable table) {
    FixedBitSet retained = new FixedBitSet(Math.max(1, count));
    int dead = 0;
    for (int doc = 0; doc < count; doc++) {
      if (isRetained(table, doc)) {
        retained.set(doc);
      } else {
        dead++;
      }
    }
    lastDeadCount = new DeadCount(dead, table.deathCount());
    return dead == 0 ? null : retained;
  }

  private boolean isRetained(EntryTable table, int doc) {
    long from = from(doc);
    return from != NEVER && table.retained(entity(doc), from);
  }

  /** About how many documents a merge would drop; counted anew when enough may have changed. */
  int deadCount(EntryTable table) {
    DeadCount last = lastDeadCount;
    if (last.dead < 0 || table.deathCount() - last.deathCount > count >> 4) {
      retained(table);
      last = lastDeadCount;
    }
    return last.dead;
  }

  /** As if nothing were known of the dead: after {@link #kill}. */
  void forgetDeadCount() {
    lastDeadCount = new DeadCount(-1, 0);
  }

  long bytes() {
    return entities.byteSize() + froms.byteSize();
  }
}
