package dev.thermograph.benchmarks.vector;

import java.util.SplittableRandom;

/**
 * Synthetic vectors in clusters, and queries of the same kind: each is a cluster's center, of which
 * there are 1,000, plus noise of about the same length, made unit length. The same for each side;
 * any one can be computed alone. <em>Immutable.</em>
 *
 * @param count how many vectors there are to be found
 * @param dimensions of each
 */
public record VectorData(int count, int dimensions) {
  private static final int CLUSTERS = 1_000;
  private static final double NOISE = 1.0;
  private static final long CENTERS = 1L << 40;
  private static final long QUERIES = 1L << 41;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** The vector with this number, 0..count-1; beyond that, ones that nobody has loaded. */
  public float[] vector(int number) {
    return make(number);
  }

  /** The query with this number. */
  public float[] query(int number) {
    return make(QUERIES + number);
  }

  private float[] make(long number) {
    SplittableRandom random = new SplittableRandom(number * SPREAD);
    SplittableRandom center = new SplittableRandom((CENTERS + random.nextInt(CLUSTERS)) * SPREAD);
    double[] sums = new double[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      sums[i] = center.nextGaussian() + NOISE * random.nextGaussian();
      squares += sums[i] * sums[i];
    }
    float[] unit = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      unit[i] = (float) (sums[i] / Math.sqrt(squares));
    }
    return unit;
  }
}
