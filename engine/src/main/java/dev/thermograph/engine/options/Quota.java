package dev.thermograph.engine.options;

import dev.thermograph.error.InvalidArgumentException;

/**
 * What one tenant may use at most. What would go beyond it is refused before anything is written,
 * see {@link dev.thermograph.engine.error.QuotaException}. <em>Immutable.</em>
 *
 * @param memoryBytes off-heap memory in use, history and indexes included, plus the commit's own
 *     bytes; a commit may take the tenant past it by what its indexes grow
 * @param nodeCount nodes that are there
 * @param writesPerSecond commits; as many may come at once after a quiet second
 */
public record Quota(long memoryBytes, long nodeCount, int writesPerSecond) {
  /** No limit. */
  public static final Quota UNLIMITED =
      new Quota(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

  /** Refuses limits below 1. */
  public Quota {
    InvalidArgumentException.requireRange("memoryBytes", memoryBytes, 1, Long.MAX_VALUE);
    InvalidArgumentException.requireRange("nodeCount", nodeCount, 1, Long.MAX_VALUE);
    InvalidArgumentException.requireRange("writesPerSecond", writesPerSecond, 1, Integer.MAX_VALUE);
  }

  /** The same with another limit of memory. */
  public Quota withMemoryBytes(long newBytes) {
    return new Quota(newBytes, nodeCount, writesPerSecond);
  }

  /** The same with another limit of nodes. */
  public Quota withNodeCount(long newCount) {
    return new Quota(memoryBytes, newCount, writesPerSecond);
  }

  /** The same with another limit of writes. */
  public Quota withWritesPerSecond(int newCount) {
    return new Quota(memoryBytes, nodeCount, newCount);
  }
}
