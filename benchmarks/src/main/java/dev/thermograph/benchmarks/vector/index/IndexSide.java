package dev.thermograph.benchmarks.vector.index;

import dev.thermograph.benchmarks.vector.VectorData;
import dev.thermograph.benchmarks.vector.VectorSide;
import dev.thermograph.index.VectorHits;
import java.nio.file.Path;

/** Our index as it is searched by the engine. */
public final class IndexSide implements VectorSide {
  private final LoadedIndex loaded;

  /** Opens or loads it. */
  public IndexSide(VectorData data, Path directory) {
    loaded = new LoadedIndex(data, directory);
  }

  @Override
  public int[] search(float[] query, int k, int ef) {
    VectorHits hits = loaded.search(query, k, ef, null);
    int[] entities = new int[hits.size()];
    for (int hit = 0; hit < entities.length; hit++) {
      entities[hit] = hits.entity(hit);
    }
    return entities;
  }

  @Override
  public void close() {
    loaded.close();
  }
}
