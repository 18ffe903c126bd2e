package dev.thermograph.benchmarks.vector.index;

import dev.thermograph.benchmarks.vector.VectorData;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.EntryChain;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.lucene.VectorIndexes;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Our index with all vectors in one segment: filled, and compacted where that was not done before.
 * Vector {@code i} is entity {@code i} from sequence {@code i + 1} on. <em>One lane; searches from
 * any thread.</em>
 */
public final class LoadedIndex implements AutoCloseable {
  private static final long POLL_NANOS = 50_000_000;

  private final VectorData data;
  private final ExecutorService drains;
  private final ExecutorService merges;
  private final VectorIndex index;
  private long sequence;

  /** Opens the index in a directory, and loads it if it is not there. */
  public LoadedIndex(VectorData data, Path directory) {
    this.data = data;
    this.drains =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("drain-", 0).factory());
    this.merges =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("merge-", 0).factory());
    this.index =
        VectorIndexes.open(
            new IndexFiles.InDirectory(directory),
            VectorIndexOptions.of("vector", data.dimensions(), VectorMetric.COSINE),
            "benchmark",
            new IndexWorkers(drains, merges));
    this.sequence = data.count();
    index.durable(sequence);
    for (int number = 0; number < data.count(); number++) {
      index.fill(number, chain(number));
    }
    index.filled();
    index.drain();
    if (index.memory().segmentCount() > 1) {
      index.compact();
      while (index.memory().segmentCount() > 1) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      index.commit(sequence);
    }
  }

  private EntryChain chain(int number) {
    MemorySegment vector = MemorySegment.ofArray(data.vector(number));
    return new EntryChain() {
      @Override
      public int size() {
        return 1;
      }

      @Override
      public long from(int entry) {
        return number + 1L;
      }

      @Override
      public long to(int entry) {
        return OPEN;
      }

      @Override
      public MemorySegment vector(int entry) {
        return vector;
      }

      @Override
      public long offset(int entry) {
        return 0;
      }
    };
  }

  /** The index itself. */
  public VectorIndex index() {
    return index;
  }

  /** Searches at the newest sequence. */
  public VectorHits search(float[] query, int k, int ef, @Nullable EntityFilter filter) {
    return index.search(query, k, sequence, SearchOptions.ef(ef), filter);
  }

  /** One insert of a vector that was not loaded; durable at once. Returns its entity. */
  public int insert() {
    int entity = (int) sequence;
    sequence++;
    index.put(entity, sequence, MemorySegment.ofArray(data.vector(entity)), 0);
    index.durable(sequence);
    return entity;
  }

  /** The vector of an entity. */
  public float[] vector(int entity) {
    return data.vector(entity);
  }

  @Override
  public void close() {
    index.close();
    drains.shutdown();
    merges.shutdown();
  }
}
