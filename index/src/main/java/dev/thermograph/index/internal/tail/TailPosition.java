package dev.thermograph.index.internal.tail;

/** A place between two rows of the tail: before row {@code row} of {@code chunk}. Immutable. */
public record TailPosition(TailChunk chunk, int row) {

  /** Bytes of the chunks from here on. */
  public long bytes() {
    long bytes = 0;
    for (TailChunk at = chunk; at != null; at = at.next()) {
      bytes += at.bytes();
    }
    return bytes;
  }
}
