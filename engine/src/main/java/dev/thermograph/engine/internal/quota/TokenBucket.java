package dev.thermograph.engine.internal.quota;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket of tokens that come back evenly. Kept as one number, the time at which it will be full
 * again (the "generic cell rate algorithm", ITU-T I.371).
 *
 * <p><b>Thread-safe:</b> by compare-and-set. Allocates nothing.
 */
final class TokenBucket {
  /** What {@link #tryTake} says when it took a token. */
  static final long TAKEN = 0;

  private final long nanosPerToken;
  private final long windowNanos;

  /** Relative to {@link #origin}, so that it never wraps. */
  private final AtomicLong fullAt = new AtomicLong();

  private final long origin;

  /**
   * A full bucket.
   *
   * @param tokens how many it holds
   * @param windowNanos time in which an empty one fills
   * @param now by a clock that never steps back
   */
  TokenBucket(int tokens, long windowNanos, long now) {
    this.nanosPerToken = Math.max(1, windowNanos / tokens);
    this.windowNanos = nanosPerToken * tokens;
    this.origin = now;
  }

  /**
   * Takes a token.
   *
   * @return {@link #TAKEN}, or nanoseconds after which there will be one
   */
  long tryTake(long now) {
    long time = now - origin;
    while (true) {
      long before = fullAt.get();
      long after = Math.max(before, time) + nanosPerToken;
      long wait = after - time - windowNanos;
      if (wait > 0) {
        return wait;
      }
      if (fullAt.compareAndSet(before, after)) {
        return TAKEN;
      }
    }
  }
}
