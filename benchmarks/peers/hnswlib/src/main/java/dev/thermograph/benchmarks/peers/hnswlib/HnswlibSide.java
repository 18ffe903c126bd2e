package dev.thermograph.benchmarks.peers.hnswlib;

import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.SearchResult;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import dev.thermograph.benchmarks.vector.VectorData;
import dev.thermograph.benchmarks.vector.VectorSide;
import java.nio.file.Path;
import java.util.List;

/**
 * hnswlib-core: objects on the heap. Built anew each time, on one thread; unit vectors by their
 * product, its cheapest distance.
 */
public final class HnswlibSide implements VectorSide {
  private static final int M = 16;
  private static final int EF_CONSTRUCTION = 64;

  private final HnswIndex<Integer, float[], Numbered, Float> index;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Numbered(Integer id, float[] vector) implements Item<Integer, float[]> {
    @Override
    public int dimensions() {
      return vector.length;
    }
  }

  /** Builds it; the directory stays empty. */
  public HnswlibSide(VectorData data, Path directory) {
    index =
        HnswIndex.newBuilder(data.dimensions(), DistanceFunctions.FLOAT_INNER_PRODUCT, data.count())
            .withM(M)
            .withEfConstruction(EF_CONSTRUCTION)
            .build();
    for (int number = 0; number < data.count(); number++) {
      index.add(new Numbered(number, data.vector(number)));
    }
  }

  @Override
  public int[] search(float[] query, int k, int ef) {
    if (index.getEf() != ef) {
      index.setEf(ef);
    }
    List<SearchResult<Numbered, Float>> found = index.findNearest(query, k);
    int[] numbers = new int[found.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = found.get(i).item().id();
    }
    return numbers;
  }

  @Override
  public void close() {}
}
