package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.lucene.internal.segment.LoadedSegments;
import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * The segments that a search sees. Immutable; counted by the reader, which closes when nobody
 * searches it any more.
 */
public final class TextGeneration {
  private final DirectoryReader reader;
  private final List<SegmentEntries> entries = new ArrayList<>();

  /**
   * Takes over the reader.
   *
   * @param closed told once, when the reader is closed
   */
  TextGeneration(DirectoryReader reader, LoadedSegments segments, Runnable closed)
      throws IOException {
    this.reader = reader;
    reader.getReaderCacheHelper().addClosedListener(_ -> closed.run());
    for (LeafReaderContext leaf : reader.leaves()) {
      entries.add(segments.of(leaf.reader()));
    }
  }

  /** The segments. */
  public DirectoryReader reader() {
    return reader;
  }

  /** The entries of a segment. */
  public SegmentEntries entries(LeafReaderContext leaf) {
    return entries.get(leaf.ord);
  }

  /** The entries of all segments, in the order of the reader's leaves. */
  public List<SegmentEntries> entries() {
    return entries;
  }

  /** Holds it, unless the last holder has let it go already. */
  boolean tryAcquire() {
    return reader.tryIncRef();
  }

  /** One holder less. */
  public void release() throws IOException {
    reader.decRef();
  }
}
