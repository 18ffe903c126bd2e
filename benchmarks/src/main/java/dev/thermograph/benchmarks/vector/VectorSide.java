package dev.thermograph.benchmarks.vector;

/**
 * A product that holds the vectors of the benchmarks and finds the nearest by angle, with m = 16
 * and efConstruction = 64 or what is as much in its own terms, in one graph.
 *
 * <p>An implementation is final and public, with a public constructor that takes a {@link
 * VectorData} and the directory of its files. After it all vectors are there: built, or found in
 * the files.
 *
 * <p><b>Threads:</b> one.
 */
public interface VectorSide extends AutoCloseable {

  /**
   * The numbers of the {@code k} nearest vectors.
   *
   * @param ef candidates looked at, at least {@code k}
   */
  int[] search(float[] query, int k, int ef);

  @Override
  void close();
}
