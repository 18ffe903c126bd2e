package dev.thermograph.index.lucene.internal.segment;

import dev.thermograph.index.internal.entry.EntryTable;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.OneMergeWrappingMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of each merge what no view can see any more, and says how much that is, so that
 * segments with many dead entries are chosen. As Lucene's {@code SoftDeletesRetentionMergePolicy},
 * but what is dead stands in the {@link EntryTable} and never in Lucene. Thread-safe.
 */
public final class DeadEntriesMergePolicy extends OneMergeWrappingMergePolicy {
  private final EntryTable table;
  private final LoadedSegments segments;
  private final BooleanSupplier mayMerge;

  /**
   * A policy over another one.
   *
   * @param mayMerge false while it is not known yet which old entries are dead
   */
  public DeadEntriesMergePolicy(
      MergePolicy policy, EntryTable table, LoadedSegments segments, BooleanSupplier mayMerge) {
    super(policy, merge -> new DroppingMerge(merge, table, segments));
    this.table = table;
    this.segments = segments;
    this.mayMerge = mayMerge;
  }

  @Override
  public @Nullable MergeSpecification findMerges(
      MergeTrigger trigger, SegmentInfos infos, MergeContext context) throws IOException {
    return mayMerge.getAsBoolean() ? super.findMerges(trigger, infos, context) : null;
  }

  @Override
  public @Nullable MergeSpecification findFullFlushMerges(
      MergeTrigger trigger, SegmentInfos infos, MergeContext context) {
    // A commit or a reader never waits for a merge.
    return null;
  }

  @Override
  public int numDeletesToMerge(
      SegmentCommitInfo info, int deletedCount, IOSupplier<CodecReader> reader) {
    SegmentEntries entries = segments.find(info.info.name);
    return entries == null ? 0 : entries.deadCount(table);
  }

  /** A merge for which the dead are deleted. */
  private static final class DroppingMerge extends OneMerge {
    private final EntryTable table;
    private final LoadedSegments loaded;

    DroppingMerge(OneMerge merge, EntryTable table, LoadedSegments loaded) {
      super(merge.segments);
      this.table = table;
      this.loaded = loaded;
    }

    @Override
    public CodecReader wrapForMerge(CodecReader reader) throws IOException {
      FixedBitSet retained = loaded.of(reader).retained(table);
      // Without anything dead the reader stays as it is, and its graph is used as it is.
      return retained == null ? reader : new RetainedOnly(reader, retained);
    }
  }

  /** A segment as if all but some documents were deleted. */
  private static final class RetainedOnly extends FilterCodecReader {
    private final FixedBitSet retained;
    private final int retainedCount;

    RetainedOnly(CodecReader reader, FixedBitSet retained) {
      super(reader);
      this.retained = retained;
      this.retainedCount = retained.cardinality();
    }

    @Override
    public Bits getLiveDocs() {
      return retained;
    }

    @Override
    public int numDocs() {
      return retainedCount;
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
      return in.getCoreCacheHelper();
    }

    @Override
    public @Nullable CacheHelper getReaderCacheHelper() {
      return null;
    }
  }
}
