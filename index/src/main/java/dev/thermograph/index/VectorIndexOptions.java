package dev.thermograph.index;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import dev.thermograph.error.InvalidArgumentException;

/**
 * What a vector index is made of. Immutable; changed copies come from the {@code with…} methods.
 *
 * @param field the name in messages and reports, not empty
 * @param dimensions 2..4,096
 * @param metric how near two vectors are
 * @param storage what the graph of neighbours is walked over
 * @param m neighbours of each vector in the graph, 4..128; more means better recall and more bytes
 * @param efConstruction candidates looked at while a vector is put into the graph, 8..1,000
 * @param efSearch candidates looked at in a search that does not say itself, 1..1,000
 */
public record VectorIndexOptions(
    String field,
    int dimensions,
    VectorMetric metric,
    VectorStorage storage,
    int m,
    int efConstruction,
    int efSearch) {

  /** The most dimensions a vector may have. */
  public static final int DIMENSIONS_MAX = 4_096;

  /** The largest {@code efSearch} and {@code efConstruction}. */
  public static final int EF_MAX = 1_000;

  /** Refuses what lies outside the ranges above, by name. */
  public VectorIndexOptions {
    if (field.isEmpty()) {
      throw new InvalidArgumentException("a vector index needs the name of its field");
    }
    requireRange("dimensions of " + field, dimensions, 2, DIMENSIONS_MAX);
    requireRange("m of " + field, m, 4, 128);
    requireRange("efConstruction of " + field, efConstruction, 8, EF_MAX);
    requireRange("efSearch of " + field, efSearch, 1, EF_MAX);
  }

  /** float32, m = 16, efConstruction = 64, efSearch = 40. */
  public static VectorIndexOptions of(String field, int dimensions, VectorMetric metric) {
    return new VectorIndexOptions(field, dimensions, metric, VectorStorage.FLOAT32, 16, 64, 40);
  }

  /** The same with another storage. */
  public VectorIndexOptions withStorage(VectorStorage other) {
    return new VectorIndexOptions(field, dimensions, metric, other, m, efConstruction, efSearch);
  }

  /** The same with another {@code m} and {@code efConstruction}. */
  public VectorIndexOptions withGraph(int otherM, int otherEfConstruction) {
    return new VectorIndexOptions(
        field, dimensions, metric, storage, otherM, otherEfConstruction, efSearch);
  }

  /** The same with another {@code efSearch}. */
  public VectorIndexOptions withEfSearch(int other) {
    return new VectorIndexOptions(field, dimensions, metric, storage, m, efConstruction, other);
  }
}
