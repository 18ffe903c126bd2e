package dev.thermograph.engine.internal.memory;

/**
 * Which lengths blocks come in: multiples of 16 up to 128, then four steps per doubling, so at most
 * a fifth of a block is lost. <em>Stateless.</em> Hot path.
 */
final class SizeClasses {
  /** Shortest block. */
  static final int BLOCK_BYTES_MIN = 16;

  /**
   * Longest block: 56 MiB, the largest class that fits into a region of 64 MiB of which the first
   * bytes are given away. The largest property block has 32 MiB; all else stays below 2 MiB but for
   * directories of nodes with more than 66 million edges.
   */
  static final int BLOCK_BYTES_MAX = 7 << 23;

  private static final int LINEAR_BYTES_MAX = 128;
  private static final int LINEAR_COUNT = LINEAR_BYTES_MAX / BLOCK_BYTES_MIN;
  private static final int STEP_BITS = 2;
  private static final int STEP_MASK = (1 << STEP_BITS) - 1;
  private static final int LINEAR_MAX_BITS = 7;

  /** Count of classes. */
  static final int COUNT = classOf(BLOCK_BYTES_MAX) + 1;

  private SizeClasses() {}

  /** The smallest class whose blocks hold so many bytes. */
  static int classOf(int bytes) {
    if (bytes <= LINEAR_BYTES_MAX) {
      return Math.max(0, (bytes - 1) / BLOCK_BYTES_MIN);
    }
    int last = bytes - 1;
    int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(last);
    int step = (last >>> (bits - STEP_BITS)) & STEP_MASK;
    return LINEAR_COUNT + ((bits - LINEAR_MAX_BITS) << STEP_BITS) + step;
  }

  /** Length of a class's blocks. */
  static int bytesOf(int sizeClass) {
    if (sizeClass < LINEAR_COUNT) {
      return (sizeClass + 1) * BLOCK_BYTES_MIN;
    }
    int above = sizeClass - LINEAR_COUNT;
    int bits = LINEAR_MAX_BITS + (above >>> STEP_BITS);
    int step = above & STEP_MASK;
    return (1 << bits) + ((step + 1) << (bits - STEP_BITS));
  }
}
