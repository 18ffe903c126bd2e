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
    double squares = squares(vector);
    double scale = 1 / Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] * scale);
    }
  }

  /** In four sums, which a processor adds up side by side. */
  static double squares(float[] vector) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i + 4 <= vector.length; i += 4) {
      sum0 += (double) vector[i] * vector[i];
      sum1 += (double) vector[i + 1] * vector[i + 1];
      sum2 += (double) vector[i + 2] * vector[i + 2];
      sum3 += (double) vector[i + 3] * vector[i + 3];
    }
    for (; i < vector.length; i++) {
      sum0 += (double) vector[i] * vector[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
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
