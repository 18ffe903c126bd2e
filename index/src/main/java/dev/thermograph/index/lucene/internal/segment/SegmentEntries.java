package dev.thermograph.index.lucene.internal.segment;

import dev.thermograph.index.internal.entry.EntryTable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntPredicate;
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
public final class SegmentEntries {
  /** A document with this sequence is in no view. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final int OPEN_SAMPLE = 512;

  private final int count;
  private final boolean graph;
  private final MemorySegment entities;
  private final MemorySegment froms;

  /** How many were found dead, and how many the table had seen die by then. */
  private volatile DeadCount lastDeadCount = new DeadCount(-1, 0);

  private record DeadCount(int dead, long deathCount) {}

  /** Documents that one search may look at to spare the next ones that. */
  private static final int LOOKED_AT_MAX = 4_096;

  private volatile OpenCheck openCheck = new OpenCheck(-1, 0, NEVER);

  /**
   * What is known while no entry ends.
   *
   * @param endCount how many had ended
   * @param askedCount how often that was the same already
   * @param newest from here on a view sees every document, once it was looked at
   */
  private record OpenCheck(long endCount, int askedCount, long newest) {}

  private volatile OpenEstimate lastOpenEstimate = new OpenEstimate(-1, 0);

  private record OpenEstimate(int open, long endCount) {}

  /** No document has a later one. */
  private long fromMax;

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
    NumericDocValues entity = values(segment, EntryColumns.ENTITY);
    NumericDocValues from = values(segment, EntryColumns.FROM);
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
    fromMax = Math.max(fromMax, from);
  }

  /** How many documents the segment has. */
  public int count() {
    return count;
  }

  /** Whether there is a graph of neighbours; small segments have none. */
  public boolean hasGraph() {
    return graph;
  }

  /** Whose entry the document is. */
  public int entity(int doc) {
    return entities.getAtIndex(ValueLayout.JAVA_INT, doc);
  }

  /** From which sequence on it is seen. */
  public long from(int doc) {
    return froms.getAtIndex(ValueLayout.JAVA_LONG, doc);
  }

  /** Takes the document out of every view. */
  public void kill(int doc) {
    froms.setAtIndex(ValueLayout.JAVA_LONG, doc, NEVER);
  }

  /**
   * The first document at or after {@code start} whose entity is at least {@code entity}, or {@link
   * DocIdSetIterator#NO_MORE_DOCS}. O(log of the distance).
   */
  public int advance(int start, int entity) {
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

  /**
   * Whether the view sees every document, as far as that is known: it is looked at only when no
   * entry has ended for a while. Cost: O(1), now and then O(count).
   */
  public boolean allVisible(EntryTable table, long view) {
    long ends = table.endCount();
    OpenCheck last = openCheck;
    int asked = last.endCount == ends ? Math.min(last.askedCount + 1, Integer.MAX_VALUE - 1) : 0;
    int looksAt = 1 + count / LOOKED_AT_MAX;
    if (asked <= looksAt) {
      long newest = asked == looksAt ? newestIfAllOpen(table) : NEVER;
      last = new OpenCheck(ends, asked, newest);
      openCheck = last;
    }
    return last.newest <= view;
  }

  private long newestIfAllOpen(EntryTable table) {
    long newest = 0;
    for (int doc = 0; doc < count; doc++) {
      long from = from(doc);
      if (table.open(entity(doc)) != from) {
        return NEVER;
      }
      newest = Math.max(newest, from);
    }
    return newest;
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

  /**
   * About how many documents a view sees that sees the beginnings of all of them, or -1 for other
   * views. From a sample that is taken anew when enough entries have ended since.
   */
  int visibleEstimate(EntryTable table, long view, IntPredicate visible) {
    if (view < fromMax) {
      return -1;
    }
    OpenEstimate last = lastOpenEstimate;
    long endCount = table.endCount();
    if (last.open < 0 || endCount - last.endCount > count >> 4) {
      int seen = 0;
      for (long i = 0; i < OPEN_SAMPLE; i++) {
        seen += visible.test((int) (i * count / OPEN_SAMPLE)) ? 1 : 0;
      }
      last = new OpenEstimate((int) ((long) seen * count / OPEN_SAMPLE), endCount);
      lastOpenEstimate = last;
    }
    return last.open;
  }

  /** As if nothing were known of the dead: after {@link #kill}. */
  public void forgetDeadCount() {
    lastDeadCount = new DeadCount(-1, 0);
  }

  /** Bytes outside the heap. */
  public long bytes() {
    return entities.byteSize() + froms.byteSize();
  }
}
