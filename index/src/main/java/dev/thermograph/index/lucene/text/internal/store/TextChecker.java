package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.lucene.internal.segment.EntryColumns;
import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import dev.thermograph.index.lucene.internal.segment.VisibleDocs;
import dev.thermograph.index.text.TextValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;

/**
 * Compares what a view sees in segments with what it sees in the memory: the texts of each entity
 * are there once, by their hash the same, and nothing else is. Single-threaded: one check.
 */
public final class TextChecker {
  /** What segments have and the memory has not shown yet. */
  private final Map<Integer, Long> found = new HashMap<>();

  private final List<String> problems = new ArrayList<>();
  private long comparedCount;
  private long problemCount;

  /** Over a generation that the caller holds. Cost: O(entries). */
  public TextChecker(TextGeneration generation, EntryTable table, long view) throws IOException {
    for (LeafReaderContext leaf : generation.reader().leaves()) {
      SegmentEntries entries = generation.entries(leaf);
      VisibleDocs visible = new VisibleDocs(entries, table, view, null);
      NumericDocValues hashes = leaf.reader().getNumericDocValues(EntryColumns.HASH);
      for (int doc = 0; doc < entries.count(); doc++) {
        if (visible.get(doc)) {
          long hash = hashes != null && hashes.advanceExact(doc) ? hashes.longValue() : 0;
          if (found.put(entries.entity(doc), hash) != null) {
            problem(entries.entity(doc), "is there twice");
          }
        }
      }
    }
  }

  /** The texts of one entity in the memory. */
  public void compare(int entity, List<TextValue> texts) {
    comparedCount++;
    Long hash = found.remove(entity);
    if (hash == null) {
      problem(entity, "is missing");
    } else if (hash != TextHash.of(texts)) {
      problem(entity, "has other texts");
    }
  }

  /** Says what was found, with what the memory does not have. */
  public IndexCheck finish() {
    for (int entity : found.keySet()) {
      problem(entity, "should not be there");
    }
    return new IndexCheck(comparedCount, problemCount, problems);
  }

  private void problem(int entity, String what) {
    if (problemCount++ < IndexCheck.DESCRIBED_MAX) {
      problems.add("text of entity " + entity + " " + what);
    }
  }
}
