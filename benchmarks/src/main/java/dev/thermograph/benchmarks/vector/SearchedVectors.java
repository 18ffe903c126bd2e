package dev.thermograph.benchmarks.vector;

import dev.thermograph.benchmarks.harness.Reported;
import dev.thermograph.benchmarks.harness.Workspace;

/** A side at the smallest number of candidates that is good enough. */
final class SearchedVectors implements AutoCloseable {
  /** What every side has to find of the true ten nearest. */
  static final double RECALL = 0.95;

  /** Candidates to try. */
  private static final int[] LADDER = {
    10, 15, 20, 30, 40, 50, 60, 80, 100, 130, 160, 200, 250, 300, 400, 500, 700, 1_000
  };

  private final VectorSide side;
  private final int ef;

  private SearchedVectors(VectorSide side, int ef) {
    this.side = side;
    this.ef = ef;
  }

  /** Opens a side, finds its {@code ef}, and reports that and the recall. */
  static SearchedVectors open(VectorProduct product, VectorData data) {
    String name = product.id() + "-" + data.count() + "-" + data.dimensions();
    VectorSide side = product.open(data, Workspace.ofFork().resolve(name));
    Truth truth = Truth.read(data, Workspace.ofFork());
    for (int ef : LADDER) {
      double recall = truth.recall(side, data, ef);
      if (recall >= RECALL) {
        Reported.put(VectorSearch.EF, ef);
        Reported.put(VectorSearch.RECALL, recall);
        return new SearchedVectors(side, ef);
      }
    }
    side.close();
    throw new IllegalStateException("recall is never " + RECALL + ": " + product);
  }

  int ef() {
    return ef;
  }

  VectorSide side() {
    return side;
  }

  @Override
  public void close() {
    side.close();
  }
}
