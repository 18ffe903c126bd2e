package dev.thermograph.index.lucene;

import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.VectorRules;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.VectorUtil;

/** The arithmetic of a metric: how vectors are kept, and how near two kept ones are. Stateless. */
final class Vectors {
  private Vectors() {}

  /** Reads components into {@code target} as they are kept. */
  static void read(VectorMetric metric, MemorySegment bytes, long offset, float[] target) {
    MemorySegment.copy(bytes, VectorRules.COMPONENT, offset, target, 0, target.length);
    prepare(metric, target);
  }

  /** Brings a vector into the form it is kept in: unit length where only the angle counts. */
  static void prepare(VectorMetric metric, float[] vector) {
    if (metric != VectorMetric.COSINE) {
      return;
    }
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    double scale = 1 / Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] * scale);
    }
  }

  /** See {@link VectorMetric}; the one computation behind every hit. */
  static float nearness(VectorMetric metric, float[] query, float[] vector) {
    return switch (metric) {
      case COSINE, INNER_PRODUCT -> VectorUtil.dotProduct(query, vector);
      case EUCLIDEAN -> -VectorUtil.squareDistance(query, vector);
    };
  }

  /** What the graph is built and walked with; it orders vectors as nearness does. */
  static VectorSimilarityFunction similarity(VectorMetric metric) {
    return switch (metric) {
      case COSINE -> VectorSimilarityFunction.DOT_PRODUCT;
      case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
      case INNER_PRODUCT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
    };
  }
}
