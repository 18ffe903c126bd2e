package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.lucene.internal.segment.EntryColumns;
import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import dev.thermograph.index.text.TextChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Fills an index from what the memory holds: an entry that a segment holds already stays there, one
 * that none holds becomes pending, and what the memory does not know is dead. So a commit that is
 * too old, too new or another's can do no harm.
 *
 * <p>Single-threaded: under the index's lane lock, so that changes can come in between.
 */
public final class TextReconciler {
  private final EntryTable table;
  private final PendingTexts pending;
  private final List<OldSegment> segments = new ArrayList<>();

  /** Entities that changed before they were filled, and the first sequence of that. */
  private final Map<Integer, Long> changedFirst = new HashMap<>();

  private final RoaringBitmap filled = new RoaringBitmap();

  /** A segment that was there when the index was opened. */
  private static final class OldSegment {
    private final SegmentEntries entries;
    private final long[] hashes;
    private final FixedBitSet claimed;

    OldSegment(SegmentEntries entries, long[] hashes) {
      this.entries = entries;
      this.hashes = hashes;
      this.claimed = new FixedBitSet(Math.max(1, hashes.length));
    }
  }

  /** Where an entry was found. */
  private record Found(OldSegment segment, int doc, long from) {}

  /** Over the segments of a generation that the caller holds. */
  public TextReconciler(EntryTable table, PendingTexts pending, TextGeneration generation)
      throws IOException {
    this.table = table;
    this.pending = pending;
    for (LeafReaderContext leaf : generation.reader().leaves()) {
      segments.add(new OldSegment(generation.entries(leaf), hashes(leaf)));
    }
  }

  private static long[] hashes(LeafReaderContext leaf) throws IOException {
    long[] hashes = new long[leaf.reader().maxDoc()];
    NumericDocValues values = leaf.reader().getNumericDocValues(EntryColumns.HASH);
    for (int doc = 0; doc < hashes.length && values != null; doc++) {
      if (values.advanceExact(doc)) {
        hashes[doc] = values.longValue();
      }
    }
    return hashes;
  }

  /** The lane changes an entity at a sequence that is not being filled from. */
  public void changed(int entity, long sequence) {
    if (!filled.contains(entity)) {
      changedFirst.putIfAbsent(entity, sequence);
    }
  }

  /** All that is retained of one entity. */
  public void fill(int entity, TextChain chain) {
    Long changed = changedFirst.remove(entity);
    filled.add(entity);
    int entry = 0;
    while (entry < chain.size()) {
      long hash = TextHash.of(chain.texts(entry));
      int last = lastEqual(chain, entry, hash);
      long to = chain.to(last);
      long end = to == TextChain.OPEN && changed != null ? changed : to;
      fill(entity, chain, entry, end, hash);
      entry = last + 1;
    }
  }

  /** Neighbouring entries with equal texts are one. */
  private static int lastEqual(TextChain chain, int entry, long hash) {
    int last = entry;
    while (last + 1 < chain.size()
        && chain.to(last) == chain.from(last + 1)
        && TextHash.of(chain.texts(last + 1)) == hash) {
      last++;
    }
    return last;
  }

  private void fill(int entity, TextChain chain, int entry, long to, long hash) {
    // What was before the oldest retained entry has been released, and may have been the same.
    boolean earlier = entry == 0 && chain.from(0) <= table.horizon();
    Found found = find(entity, chain.from(entry), hash, earlier);
    long from = found == null ? chain.from(entry) : found.from();
    if (found != null) {
      found.segment().claimed.set(found.doc());
    }
    if (to == TextChain.OPEN) {
      table.begin(entity, from);
    } else {
      table.addClosed(entity, from, to);
    }
    if (found == null) {
      pending.addFilled(entity, from, chain.texts(entry));
    }
  }

  /** The document that holds this entry and that nobody has claimed, the newest one that fits. */
  private @Nullable Found find(int entity, long from, long hash, boolean earlier) {
    Found best = null;
    for (OldSegment segment : segments) {
      SegmentEntries entries = segment.entries;
      int doc = entries.advance(0, entity);
      while (doc != DocIdSetIterator.NO_MORE_DOCS
          && doc < entries.count()
          && entries.entity(doc) == entity) {
        long candidate = entries.from(doc);
        boolean fits = candidate == from || (earlier && candidate < from);
        if (fits
            && segment.hashes[doc] == hash
            && !segment.claimed.get(doc)
            && (best == null || candidate > best.from())) {
          best = new Found(segment, doc, candidate);
        }
        doc++;
      }
    }
    return best;
  }

  /**
   * Takes the documents that nobody claimed out of every view. Returns the newest sequence of those
   * that are left, 0 without any.
   */
  public long finish() {
    long newest = 0;
    for (OldSegment segment : segments) {
      for (int doc = 0; doc < segment.hashes.length; doc++) {
        if (segment.claimed.get(doc)) {
          newest = Math.max(newest, segment.entries.from(doc));
        } else {
          segment.entries.kill(doc);
        }
      }
      segment.entries.forgetDeadCount();
    }
    return newest;
  }
}
