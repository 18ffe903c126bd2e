package dev.thermograph.index.lucene.internal.segment;

import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.internal.entry.EntryTable;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilteredDocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a segment that a view sees and a filter accepts, looked up one at a time.
 * Single-threaded: one search.
 */
public final class VisibleDocs extends AcceptDocs implements Bits {
  /** Documents looked at to guess how many are accepted; more of them when few were. */
  private static final int SAMPLE = 128;

  private static final int LARGER_SAMPLE = 512;
  private static final int FEW = 16;

  private final SegmentEntries entries;
  private final EntryTable table;
  private final long view;
  private final @Nullable EntityFilter filter;
  private int estimate = -1;

  /** Over one segment; no filter accepts all. */
  public VisibleDocs(
      SegmentEntries entries, EntryTable table, long view, @Nullable EntityFilter filter) {
    this.entries = entries;
    this.table = table;
    this.view = view;
    this.filter = filter;
  }

  @Override
  public boolean get(int doc) {
    long from = entries.from(doc);
    if (from > view) {
      return false;
    }
    int entity = entries.entity(doc);
    return (filter == null || filter.accepts(entity)) && table.visible(entity, from, view);
  }

  /** Whose entry the document is. */
  public int entity(int doc) {
    return entries.entity(doc);
  }

  /** From which sequence on it is seen. */
  public long from(int doc) {
    return entries.from(doc);
  }

  @Override
  public int length() {
    return entries.count();
  }

  @Override
  public Bits bits() {
    return this;
  }

  /** The first accepted document at or after {@code doc}; jumps where the filter can. */
  public int next(int doc) {
    int at = doc;
    while (at < entries.count()) {
      if (filter != null) {
        int entity = filter.next(entries.entity(at));
        if (entity < 0) {
          return DocIdSetIterator.NO_MORE_DOCS;
        }
        at = entries.advance(at, entity);
        if (at == DocIdSetIterator.NO_MORE_DOCS) {
          return at;
        }
      }
      if (get(at)) {
        return at;
      }
      at++;
    }
    return DocIdSetIterator.NO_MORE_DOCS;
  }

  @Override
  public DocIdSetIterator iterator() {
    return new FilteredDocIdSetIterator(DocIdSetIterator.all(entries.count())) {
      @Override
      protected boolean match(int doc) {
        return get(doc);
      }
    };
  }

  /** About how many documents are accepted, from a sample; never more than the filter accepts. */
  @Override
  public int cost() {
    if (estimate < 0) {
      estimate = estimate();
    }
    return estimate;
  }

  private int estimate() {
    int known = filter == null ? entries.visibleEstimate(table, view, this::get) : -1;
    if (known >= 0) {
      return known;
    }
    int count = entries.count();
    int sample = Math.min(count, SAMPLE);
    int accepted = accepted(sample);
    if (accepted < FEW && sample < count) {
      sample = Math.min(count, LARGER_SAMPLE);
      accepted = accepted(sample);
    }
    long guess = (long) accepted * count / Math.max(1, sample);
    return (int) (filter == null ? guess : Math.min(guess, filter.cardinality()));
  }

  /** Of so many documents in equal distances. */
  private int accepted(int sample) {
    int accepted = 0;
    for (long i = 0; i < sample; i++) {
      if (get((int) (i * entries.count() / sample))) {
        accepted++;
      }
    }
    return accepted;
  }
}
