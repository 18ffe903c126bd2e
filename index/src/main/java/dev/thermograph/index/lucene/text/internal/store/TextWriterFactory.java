package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.lucene.internal.segment.DeadEntriesMergePolicy;
import dev.thermograph.index.lucene.internal.segment.EntryColumns;
import dev.thermograph.index.lucene.internal.segment.IndexDirectory;
import dev.thermograph.index.lucene.internal.segment.LoadedSegments;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.Directory;

/**
 * Opens Lucene's writer over what is in a directory, if that is whole and ours, else over nothing.
 * Used once.
 */
final class TextWriterFactory {
  private static final double BUFFER_MEGABYTES_MAX = 32;

  private static final double SEGMENT_MEGABYTES_MAX = 16 << 10;

  /**
   * Segments of a few texts, as single changes with a search behind them make them, are of the
   * lowest tier. Were all small segments of one tier, as by Lucene's own floor of 16 MB, ten
   * changes would merge a small index as a whole.
   */
  private static final double LOWEST_TIER_MEGABYTES = 1.0 / 32;

  private static final double SEGMENTS_PER_TIER = 6;

  /** So many dead entries among all are borne before they are merged away. */
  private static final double DEAD_PERCENT_MAX = 20;

  private final TextIdentity identity;
  private final EntryTable table;
  private final LoadedSegments segments;
  private final BooleanSupplier mayMerge;
  private final MergeScheduler merges;
  private final Similarity similarity;

  TextWriterFactory(
      TextIdentity identity,
      EntryTable table,
      LoadedSegments segments,
      BooleanSupplier mayMerge,
      MergeScheduler merges,
      Similarity similarity) {
    this.identity = identity;
    this.table = table;
    this.segments = segments;
    this.mayMerge = mayMerge;
    this.merges = merges;
    this.similarity = similarity;
  }

  /** A writer, and a reader of what it holds. */
  record Opened(IndexWriter writer, DirectoryReader reader) {}

  Opened open(Directory directory) throws IOException {
    if (isWhole(directory)) {
      try {
        return write(directory);
      } catch (IOException | RuntimeException | AssertionError _) {
        // Damage that only the writer sees; what it leaves open is closed with the directory.
      }
    }
    IndexDirectory.clear(directory);
    return write(directory);
  }

  /** Whether there is a commit, it is ours, and each byte is what was written. */
  private boolean isWhole(Directory directory) {
    try {
      if (!DirectoryReader.indexExists(directory)) {
        return false;
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        if (!identity.matches(reader.getIndexCommit().getUserData())) {
          return false;
        }
        for (LeafReaderContext leaf : reader.leaves()) {
          requireEntries(leaf.reader());
        }
        return true;
      }
    } catch (IOException | RuntimeException | AssertionError _) {
      // Lucene's readers assert and throw many things on damaged bytes; all mean the same here.
      return false;
    }
  }

  private static void requireEntries(LeafReader leaf) throws IOException {
    leaf.checkIntegrity();
    if (leaf.numDocs() != leaf.maxDoc()) {
      throw new CorruptIndexException("not a segment of entries", leaf.toString());
    }
    new LoadedSegments().of(leaf);
  }

  private Opened write(Directory directory) throws IOException {
    IndexWriter writer = new IndexWriter(directory, config());
    try {
      return new Opened(writer, DirectoryReader.open(writer, false, false));
    } catch (IOException | RuntimeException | Error e) {
      writer.rollback();
      throw e;
    }
  }

  private IndexWriterConfig config() {
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setDeletesPctAllowed(DEAD_PERCENT_MAX);
    policy.setMaxMergedSegmentMB(SEGMENT_MEGABYTES_MAX);
    policy.setFloorSegmentMB(LOWEST_TIER_MEGABYTES);
    policy.setSegmentsPerTier(SEGMENTS_PER_TIER);
    return new IndexWriterConfig(new TextDocument.GapsOnly())
        .setSimilarity(similarity)
        .setIndexSort(EntryColumns.order())
        .setMergePolicy(new DeadEntriesMergePolicy(policy, table, segments, mayMerge))
        .setMergeScheduler(merges)
        .setMergedSegmentWarmer(segments::of)
        .setRAMBufferSizeMB(BUFFER_MEGABYTES_MAX)
        .setMaxFullFlushMergeWaitMillis(0)
        .setUseCompoundFile(true)
        .setCommitOnClose(false);
  }
}
