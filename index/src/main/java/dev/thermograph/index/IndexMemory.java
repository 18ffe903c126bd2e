package dev.thermograph.index;

/**
 * What an index takes at the moment, in bytes.
 *
 * @param diskBytes of segment files (in memory for {@link IndexFiles.InMemory})
 * @param offHeapBytes of the tail, the table of entries and the arrays beside segments
 * @param entryCount vectors in segments and the tail, the dead ones that no merge dropped included
 * @param tailCount of these, in the tail
 * @param segmentCount how many segments there are
 */
public record IndexMemory(
    long diskBytes, long offHeapBytes, long entryCount, int tailCount, int segmentCount) {

  /** Bytes per vector, all things together; 0 without vectors. */
  public double bytesPerVector() {
    return entryCount == 0 ? 0 : (double) (diskBytes + offHeapBytes) / entryCount;
  }
}
