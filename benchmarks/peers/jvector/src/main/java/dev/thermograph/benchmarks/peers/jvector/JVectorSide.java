package dev.thermograph.benchmarks.peers.jvector;

import dev.thermograph.benchmarks.vector.VectorData;
import dev.thermograph.benchmarks.vector.VectorSide;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * JVector with exact vectors in memory. Built anew each time, with the settings of its own examples
 * but for the two that all sides have; its degree counts both ways of a link, as Lucene's 2 × m at
 * the bottom.
 */
public final class JVectorSide implements VectorSide {
  private static final VectorTypeSupport VECTORS =
      VectorizationProvider.getInstance().getVectorTypeSupport();
  private static final VectorSimilarityFunction PRODUCT = VectorSimilarityFunction.DOT_PRODUCT;
  private static final List<Integer> DEGREES = List.of(32, 16);
  private static final int EF_CONSTRUCTION = 64;
  private static final float OVERFLOW = 1.2f;
  private static final float ALPHA = 1.2f;

  private final ListRandomAccessVectorValues values;
  private final ImmutableGraphIndex graph;
  private final GraphSearcher searcher;

  /** Builds it; the directory stays empty. */
  public JVectorSide(VectorData data, Path directory) {
    List<VectorFloat<?>> all = new ArrayList<>();
    for (int number = 0; number < data.count(); number++) {
      all.add(VECTORS.createFloatVector(data.vector(number)));
    }
    values = new ListRandomAccessVectorValues(all, data.dimensions());
    try (GraphIndexBuilder builder =
        GraphIndexBuilder.builder(values, PRODUCT, DEGREES)
            .withBeamWidth(EF_CONSTRUCTION)
            .withNeighborOverflow(OVERFLOW)
            .withAlpha(ALPHA)
            .build()) {
      graph = builder.build(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    searcher = new GraphSearcher(graph);
  }

  @Override
  public int[] search(float[] query, int k, int ef) {
    VectorFloat<?> asked = VECTORS.createFloatVector(query);
    SearchResult found =
        searcher.search(
            DefaultSearchScoreProvider.exact(asked, PRODUCT, values), k, ef, 0f, 0f, Bits.ALL);
    SearchResult.NodeScore[] nodes = found.getNodes();
    int[] numbers = new int[nodes.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = nodes[i].node;
    }
    return numbers;
  }

  @Override
  public void close() {
    try {
      searcher.close();
      graph.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
