package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.graph.GraphStore;
import java.util.List;
import java.util.Map;

/**
 * What a tenant had at one sequence, taken under its lane at once and read afterwards beside the
 * writer, while a {@link Pin} is held.
 *
 * @param tenant its number
 * @param sequence the last applied commit
 * @param horizon the first sequence that views may see
 * @param horizons of kinds that differ from it
 * @param catalogs each with the commit it came with, oldest first
 * @param keys of which the first {@code nameCount} are in the log
 * @param timesEnd behind the place of the commit's own time
 * @param pin keeps what views from the horizon on see
 */
public record SnapshotState(
    int tenant,
    long sequence,
    long horizon,
    Map<Integer, Long> horizons,
    List<Catalog> catalogs,
    KeyDictionary keys,
    int nameCount,
    CommitTimes times,
    long timesEnd,
    GraphStore store,
    int nodeEnd,
    int edgeEnd,
    Pin pin)
    implements AutoCloseable {

  /** Copies what could change. */
  public SnapshotState {
    horizons = Map.copyOf(horizons);
    catalogs = List.copyOf(catalogs);
  }

  /** First sequence of which a kind's past is kept. */
  public long horizonOf(int kind) {
    return horizons.getOrDefault(kind, horizon);
  }

  @Override
  public void close() {
    pin.close();
  }

  /**
   * The kinds from a commit on.
   *
   * @param sequence the commit's
   * @param bytes as the log has them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Catalog(long sequence, byte[] bytes) {}

  /** What keeps a state readable. */
  public interface Pin extends AutoCloseable {
    /** A megabyte: some milliseconds, and blocks that are replaced meanwhile wait. */
    long RENEWAL_BYTES_USUAL = 1 << 20;

    /**
     * Lets go of memory that was replaced since the last call; addresses read before are void, but
     * for those of versions.
     */
    void renew();

    /** After how many bytes of the file it is to be renewed. */
    default long renewalBytes() {
      return RENEWAL_BYTES_USUAL;
    }

    /** The last commit of which something can be seen in the memory now. */
    long newestSequence();

    @Override
    void close();
  }
}
