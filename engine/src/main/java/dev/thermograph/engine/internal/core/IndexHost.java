package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.feed.TenantIndexes;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.lucene.VectorIndexes;

/**
 * An open tenant as its indexes see it.
 *
 * @param place where each index has its files
 * @param owner stands in the files, so that those of another tenant are not taken for its own
 */
record IndexHost(HotTenant hot, Place place, String owner, IndexWorkers workers)
    implements TenantIndexes.Host {
  /** Where the index of a field has its files. */
  @FunctionalInterface
  interface Place {
    /** By the number of the kind and the id of the property's name. */
    IndexFiles of(int kind, int key);
  }

  @Override
  public GraphStore store() {
    return hot.store();
  }

  @Override
  public long loggedSequence() {
    return hot.loggedSequence();
  }

  @Override
  public SnapshotState pinAfter(Runnable betweenCommits) {
    return hot.care().captureStateAfter(betweenCommits);
  }

  @Override
  public VectorIndex open(int kind, int key, VectorIndexOptions options) {
    return VectorIndexes.open(place.of(kind, key), options, owner, workers);
  }
}
