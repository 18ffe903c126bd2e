package dev.thermograph.index.lucene;

import dev.thermograph.index.EntryChain;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.internal.tail.ContentHash;
import dev.thermograph.index.internal.tail.Tail;
import dev.thermograph.index.lucene.internal.segment.EntryColumns;
import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Fills an index from what the memory holds: an entry that a segment holds already stays there, one
 * that none holds goes into the tail, and what the memory does not know is dead. So a commit that
 * is too old, too new or another's can do no harm.
 *
 * <p>Single-threaded: under the index's lane lock, so that changes can come in between.
 */
final class Reconciler {
  private final VectorIndexOptions options;
  private final EntryTable table;
  private final Tail tail;
  private final List<OldSegment> segments = new ArrayList<>();

  /** Entities that changed before they were filled, and the first sequence of that. */
  private final Map<Integer, Long> changedFirst = new HashMap<>();

  private final RoaringBitmap filled = new RoaringBitmap();
  private final float[] vector;

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

  Reconciler(VectorIndexOptions options, EntryTable table, Tail tail, List<Generation.Leaf> leaves)
      throws IOException {
    this.options = options;
    this.table = table;
    this.tail = tail;
    this.vector = new float[options.dimensions()];
    for (Generation.Leaf leaf : leaves) {
      segments.add(new OldSegment(leaf.entries(), hashes(leaf)));
    }
  }

  private static long[] hashes(Generation.Leaf leaf) throws IOException {
    long[] hashes = new long[leaf.entries().count()];
    NumericDocValues values = leaf.reader().getNumericDocValues(EntryColumns.HASH);
    for (int doc = 0; doc < hashes.length && values != null; doc++) {
      if (values.advanceExact(doc)) {
        hashes[doc] = values.longValue();
      }
    }
    return hashes;
  }

  /** The lane changes an entity at a sequence that is not being filled from. */
  void changed(int entity, long sequence) {
    if (!filled.contains(entity)) {
      changedFirst.putIfAbsent(entity, sequence);
    }
  }

  void fill(int entity, EntryChain chain) {
    Long changed = changedFirst.remove(entity);
    filled.add(entity);
    // What came in since the entity's first change is known from the lane.
    long known = changed == null ? EntryChain.OPEN : changed;
    int size = chain.size();
    int entry = 0;
    while (entry < size && chain.from(entry) < known) {
      long hash = hash(chain, entry);
      int last = entry;
      while (last + 1 < size
          && chain.to(last) == chain.from(last + 1)
          && hash(chain, last + 1) == hash) {
        last++;
      }
      add(entity, chain, entry, Math.min(chain.to(last), known), hash);
      entry = last + 1;
    }
  }

  private void add(int entity, EntryChain chain, int entry, long to, long hash) {
    long claimed = claim(entity, chain.from(entry), hash, entry == 0);
    long from = claimed == EntryTable.NONE ? chain.from(entry) : claimed;
    // First the table: a drain takes a row that the table does not know for dead, and drops it.
    if (to == EntryChain.OPEN) {
      table.begin(entity, from);
    } else {
      table.addClosed(entity, from, to);
    }
    if (claimed == EntryTable.NONE) {
      Vectors.read(options.metric(), chain.vector(entry), chain.offset(entry), vector);
      tail.add(entity, from, hash, vector);
    }
  }

  private long hash(EntryChain chain, int entry) {
    return ContentHash.of(chain.vector(entry), chain.offset(entry), options.dimensions());
  }

  /** The sequence of a document that holds this entry, or {@link EntryTable#NONE}. */
  private long claim(int entity, long from, long hash, boolean oldest) {
    // What was before the oldest retained entry has been released, and may have been the same.
    boolean earlier = oldest && from <= table.horizon();
    @Nullable OldSegment bestSegment = null;
    int bestDoc = 0;
    long best = EntryTable.NONE;
    for (OldSegment segment : segments) {
      SegmentEntries entries = segment.entries;
      int doc = entries.advance(0, entity);
      while (doc != DocIdSetIterator.NO_MORE_DOCS
          && doc < entries.count()
          && entries.entity(doc) == entity) {
        long found = entries.from(doc);
        boolean fits = found == from || (earlier && found < from);
        if (fits && segment.hashes[doc] == hash && found > best && !segment.claimed.get(doc)) {
          best = found;
          bestSegment = segment;
          bestDoc = doc;
        }
        doc++;
      }
    }
    if (bestSegment != null) {
      bestSegment.claimed.set(bestDoc);
    }
    return best;
  }

  /** Takes the documents that nobody claimed out of every view. Returns how many. */
  int finish() {
    int dead = 0;
    for (OldSegment segment : segments) {
      for (int doc = 0; doc < segment.hashes.length; doc++) {
        if (!segment.claimed.get(doc)) {
          segment.entries.kill(doc);
          dead++;
        }
      }
      segment.entries.forgetDeadCount();
    }
    return dead;
  }
}
