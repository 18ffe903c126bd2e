package dev.thermograph.benchmarks.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The nearest vectors of some queries, found by comparing with all. <em>Immutable.</em> */
final class Truth {
  /** How many queries have one. */
  static final int QUERIES = 200;

  /** How many nearest vectors are asked for. */
  static final int K = 10;

  private final int[][] nearest;

  private Truth(int[][] nearest) {
    this.nearest = nearest;
  }

  /** Computes it and writes it where {@link #read} finds it. */
  static void write(VectorData data, Path directory) throws IOException {
    float[][] queries = new float[QUERIES][];
    float[][] best = new float[QUERIES][K];
    int[][] ids = new int[QUERIES][K];
    for (int query = 0; query < QUERIES; query++) {
      queries[query] = data.query(query);
      Arrays.fill(best[query], Float.NEGATIVE_INFINITY);
    }
    for (int number = 0; number < data.count(); number++) {
      float[] vector = data.vector(number);
      for (int query = 0; query < QUERIES; query++) {
        insert(best[query], ids[query], product(queries[query], vector), number);
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(QUERIES * K * Integer.BYTES);
    for (int[] row : ids) {
      for (int id : row) {
        bytes.putInt(id);
      }
    }
    Files.write(file(data, directory), bytes.array());
  }

  private static float product(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void insert(float[] best, int[] ids, float product, int id) {
    if (product <= best[K - 1]) {
      return;
    }
    int at = K - 1;
    while (at > 0 && best[at - 1] < product) {
      best[at] = best[at - 1];
      ids[at] = ids[at - 1];
      at--;
    }
    best[at] = product;
    ids[at] = id;
  }

  static Truth read(VectorData data, Path directory) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(data, directory)));
      int[][] ids = new int[QUERIES][K];
      for (int[] row : ids) {
        for (int i = 0; i < K; i++) {
          row[i] = bytes.getInt();
        }
      }
      return new Truth(ids);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(VectorData data, Path directory) {
    return directory.resolve("truth-" + data.count() + "-" + data.dimensions());
  }

  /** Share of the true neighbours that a side finds with this many candidates. */
  double recall(VectorSide side, VectorData data, int ef) {
    int found = 0;
    for (int query = 0; query < QUERIES; query++) {
      Set<Integer> ids = new HashSet<>();
      for (int id : side.search(data.query(query), K, ef)) {
        ids.add(id);
      }
      for (int id : nearest[query]) {
        found += ids.contains(id) ? 1 : 0;
      }
    }
    return (double) found / (QUERIES * K);
  }
}
