package dev.thermograph.index.lucene;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.EntryChain;
import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexMemory;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.ViewValues;
import dev.thermograph.index.error.IndexClosedException;
import dev.thermograph.index.error.IndexFailedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An index that another one may take the place of: while that is being filled, changes go to both
 * and searches to the first. Thread-safe as its interface says.
 */
final class RebuildableIndex implements VectorIndex {

  /** An index and where its files are. */
  private record Part(LuceneVectorIndex index, IndexFiles files) {}

  private final String owner;
  private final IndexWorkers workers;
  private final IndexTuning tuning;

  /** Held while a change goes to both, and while they take turns. Never over input or output. */
  private final Object lane = new Object();

  /** Held by who opens, swaps or closes parts; taken before {@link #lane}. */
  private final Object parts = new Object();

  @GuardedBy("parts")
  private final GenerationDirectories directories;

  private volatile Part serving;
  private volatile @Nullable Part building;

  RebuildableIndex(
      IndexFiles files,
      VectorIndexOptions options,
      String owner,
      IndexWorkers workers,
      IndexTuning tuning)
      throws IOException {
    this.owner = owner;
    this.workers = workers;
    this.tuning = tuning;
    this.directories = new GenerationDirectories(files);
    this.serving = part(directories.open(new IndexIdentity(owner, options)), options);
  }

  private Part part(IndexFiles files, VectorIndexOptions options) throws IOException {
    return new Part(new LuceneVectorIndex(files, options, owner, workers, tuning), files);
  }

  @Override
  public VectorIndexOptions options() {
    return serving.index.options();
  }

  @Override
  public IndexState state() {
    return serving.index.state();
  }

  @Override
  public boolean isRebuilding() {
    return building != null;
  }

  @Override
  public void rebuild(VectorIndexOptions options) {
    synchronized (parts) {
      dropBuilding();
      if (state() == IndexState.CLOSED) {
        throw new IndexClosedException(options().field());
      }
      try {
        Part another = part(directories.next(), options);
        synchronized (lane) {
          another.index.release(serving.index.horizon());
          building = another;
        }
      } catch (IOException e) {
        throw new IndexFailedException(options.field(), "beginning to rebuild", e);
      }
    }
  }

  @GuardedBy("parts")
  private void dropBuilding() {
    Part dropped = building;
    synchronized (lane) {
      building = null;
    }
    if (dropped != null) {
      close(dropped, true);
    }
  }

  @GuardedBy("parts")
  private void close(Part part, boolean delete) {
    try {
      if (delete) {
        part.index.closeWithoutCommit();
        directories.delete(part.files);
      } else {
        part.index.close();
      }
    } catch (IOException e) {
      throw new IndexFailedException(part.index.options().field(), "closing", e);
    }
  }

  @Override
  public void put(int entity, long sequence, MemorySegment vector, long offset) {
    synchronized (lane) {
      serving.index.put(entity, sequence, vector, offset);
      Part another = building;
      if (another != null) {
        another.index.put(entity, sequence, vector, offset);
      }
    }
  }

  @Override
  public void remove(int entity, long sequence) {
    synchronized (lane) {
      serving.index.remove(entity, sequence);
      Part another = building;
      if (another != null) {
        another.index.remove(entity, sequence);
      }
    }
  }

  @Override
  public void release(long horizon) {
    synchronized (lane) {
      serving.index.release(horizon);
      Part another = building;
      if (another != null) {
        another.index.release(horizon);
      }
    }
  }

  @Override
  public void durable(long sequence) {
    serving.index.durable(sequence);
    Part another = building;
    if (another != null) {
      another.index.durable(sequence);
    }
  }

  @Override
  public void fill(int entity, EntryChain chain) {
    Part another = building;
    (another == null ? serving : another).index.fill(entity, chain);
  }

  @Override
  public void filled() {
    synchronized (parts) {
      Part another = building;
      if (another == null) {
        serving.index.filled();
        return;
      }
      another.index.filled();
      Part before;
      synchronized (lane) {
        before = serving;
        serving = another;
        building = null;
      }
      close(before, true);
    }
  }

  @Override
  public VectorHits search(
      float[] query, int k, long view, SearchOptions options, @Nullable EntityFilter filter) {
    return onServing(index -> index.search(query, k, view, options, filter));
  }

  /** Once more if another one took its place in between. */
  private <T> T onServing(Function<LuceneVectorIndex, T> call) {
    while (true) {
      Part seen = serving;
      try {
        return call.apply(seen.index);
      } catch (IndexClosedException e) {
        if (seen.index == serving.index) {
          throw e;
        }
      }
    }
  }

  @Override
  public IndexCheck check(long view, ViewValues values) {
    return onServing(index -> index.check(view, values));
  }

  @Override
  public IndexMemory memory() {
    return onServing(LuceneVectorIndex::memory);
  }

  @Override
  public void commit(long sequence) {
    synchronized (parts) {
      serving.index.commit(sequence);
    }
  }

  @Override
  public void drain() {
    synchronized (parts) {
      serving.index.drain();
    }
  }

  @Override
  public void compact() {
    synchronized (parts) {
      serving.index.compact();
    }
  }

  @Override
  public void close() {
    synchronized (parts) {
      dropBuilding();
      close(serving, false);
    }
  }
}
