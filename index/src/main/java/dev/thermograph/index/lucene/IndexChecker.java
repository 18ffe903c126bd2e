package dev.thermograph.index.lucene;

import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.internal.tail.TailChunk;
import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Compares what a view sees in an index with what it sees in the memory: each vector is there once,
 * bit by bit the same, and nothing else is. Single-threaded: one check.
 */
final class IndexChecker {
  private final VectorIndexOptions options;
  private final EntryTable table;
  private final Generation generation;
  private final long view;
  private final List<FloatVectorValues> vectors = new ArrayList<>();

  /** Visible rows of the tail; one too many of an entity is found at once. */
  private final Map<Integer, float[]> tail = new HashMap<>();

  private final RoaringBitmap compared = new RoaringBitmap();
  private final List<String> problems = new ArrayList<>();
  private final float[] expected;
  private long comparedCount;
  private long problemCount;

  IndexChecker(VectorIndexOptions options, EntryTable table, Generation generation, long view)
      throws IOException {
    this.options = options;
    this.table = table;
    this.generation = generation;
    this.view = view;
    this.expected = new float[options.dimensions()];
    for (Generation.Leaf leaf : generation.leaves()) {
      vectors.add(leaf.reader().getFloatVectorValues(EntryDocument.VECTOR));
    }
    readTail();
  }

  private void readTail() {
    int row = generation.tailStart().row();
    for (TailChunk chunk = generation.tailStart().chunk(); chunk != null; chunk = chunk.next()) {
      int count = chunk.count();
      for (; row < count; row++) {
        int entity = chunk.entity(row);
        if (entity != TailChunk.STRUCK && isVisible(entity, chunk.from(row))) {
          float[] vector = new float[options.dimensions()];
          chunk.vector(row, vector);
          if (tail.put(entity, vector) != null) {
            problem(entity, "is twice in the tail");
          }
        }
      }
      row = 0;
    }
  }

  private boolean isVisible(int entity, long from) {
    return from <= view && table.visible(entity, from, view);
  }

  /** One value of the memory. */
  void compare(int entity, MemorySegment bytes, long offset) {
    comparedCount++;
    compared.add(entity);
    Vectors.read(options.metric(), bytes, offset, expected);
    int found = 0;
    float @Nullable [] row = tail.get(entity);
    if (row != null) {
      found++;
      requireSame(entity, row);
    }
    try {
      for (int leaf = 0; leaf < vectors.size(); leaf++) {
        found += compareIn(leaf, entity);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (found != 1) {
      problem(entity, found == 0 ? "is missing" : "is there " + found + " times");
    }
  }

  /** Returns how often the entity is visible in a segment. */
  private int compareIn(int leaf, int entity) throws IOException {
    SegmentEntries entries = generation.leaves().get(leaf).entries();
    int found = 0;
    int doc = entries.advance(0, entity);
    while (doc != DocIdSetIterator.NO_MORE_DOCS
        && doc < entries.count()
        && entries.entity(doc) == entity) {
      if (isVisible(entity, entries.from(doc))) {
        found++;
        requireSame(entity, vectors.get(leaf).vectorValue(doc));
      }
      doc++;
    }
    return found;
  }

  private void requireSame(int entity, float[] found) {
    if (!Arrays.equals(found, expected)) {
      problem(entity, "has another vector");
    }
  }

  /** Looks for what the memory does not have, and says what was found. */
  IndexCheck finish() {
    for (int entity : tail.keySet()) {
      requireKnown(entity);
    }
    for (Generation.Leaf leaf : generation.leaves()) {
      SegmentEntries entries = leaf.entries();
      for (int doc = 0; doc < entries.count(); doc++) {
        if (isVisible(entries.entity(doc), entries.from(doc))) {
          requireKnown(entries.entity(doc));
        }
      }
    }
    return new IndexCheck(comparedCount, problemCount, problems);
  }

  private void requireKnown(int entity) {
    if (!compared.contains(entity)) {
      problem(entity, "should not be there");
    }
  }

  private void problem(int entity, String what) {
    if (problemCount++ < IndexCheck.DESCRIBED_MAX) {
      problems.add("entity " + entity + " " + what + ": field=" + options.field());
    }
  }
}
