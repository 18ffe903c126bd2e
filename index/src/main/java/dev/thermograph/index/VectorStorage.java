package dev.thermograph.index;

/**
 * How the graph of neighbours sees the vectors. The exact float32 values are kept in every case,
 * and what a search returns is scored with them; a smaller copy is what the search walks over.
 */
public enum VectorStorage {
  /** No copy: 4 bytes per dimension. */
  FLOAT32(1),
  /** And 1 byte per dimension. */
  INT8(1),
  /** And half a byte per dimension. */
  INT4(1),
  /** And 1 bit per dimension; a walk looks at four times as many candidates, to make up for it. */
  BIT(4);

  private final int candidatesFactor;

  VectorStorage(int candidatesFactor) {
    this.candidatesFactor = candidatesFactor;
  }

  /** A walk looks at {@code ef} times this many candidates, which are then scored exactly. */
  public int candidatesFactor() {
    return candidatesFactor;
  }
}
