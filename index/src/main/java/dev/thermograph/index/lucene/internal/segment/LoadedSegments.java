package dev.thermograph.index.lucene.internal.segment;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentReader;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SegmentEntries} of the segments that readers have open, by segment name, which one
 * writer gives only once. Thread-safe.
 */
public final class LoadedSegments {
  private final ConcurrentMap<String, SegmentEntries> byName = new ConcurrentHashMap<>();

  /** Those of a segment, read from it the first time: after a merge on the merging thread. */
  public SegmentEntries of(LeafReader leaf) throws IOException {
    SegmentReader segment = segment((CodecReader) leaf);
    String name = segment.getSegmentName();
    SegmentEntries known = byName.get(name);
    if (known != null) {
      return known;
    }
    SegmentEntries loaded = SegmentEntries.load(segment, EntryColumns.VECTOR);
    SegmentEntries raced = byName.putIfAbsent(name, loaded);
    if (raced != null) {
      return raced;
    }
    segment.getCoreCacheHelper().addClosedListener(_ -> byName.remove(name));
    return loaded;
  }

  /** Those of a segment, if it is open. */
  @Nullable SegmentEntries find(String name) {
    return byName.get(name);
  }

  private static SegmentReader segment(CodecReader reader) {
    return (SegmentReader) FilterCodecReader.unwrap(reader);
  }
}
