package dev.thermograph.engine.options;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.time.Duration;

/**
 * How many requests of one tenant are taken in a time: each view, write and transaction that is
 * opened is one. A bucket of tokens: after a quiet time all may come at once, and they come back
 * evenly. <em>Immutable.</em>
 *
 * @param requests how many, 1 and up
 * @param within the time, 1 ms to 1 day
 */
public record RateLimit(int requests, Duration within) {
  private static final Duration WITHIN_MIN = Duration.ofMillis(1);
  private static final Duration WITHIN_MAX = Duration.ofDays(1);

  /** No limit; the default. */
  public static final RateLimit NONE = new RateLimit(Integer.MAX_VALUE, WITHIN_MIN);

  /** 100 requests in 60 seconds. */
  public static final RateLimit HUNDRED_PER_MINUTE = new RateLimit(100, Duration.ofSeconds(60));

  /** Refuses values outside the limits. */
  public RateLimit {
    InvalidArgumentException.requireRange("requests", requests, 1, Integer.MAX_VALUE);
    if (within.compareTo(WITHIN_MIN) < 0 || within.compareTo(WITHIN_MAX) > 0) {
      throw new InvalidArgumentException(
          Messages.format(
              "rate limit's time must be %s..%s: within=%s", WITHIN_MIN, WITHIN_MAX, within));
    }
  }

  /** Whether it limits nothing. */
  public boolean isNone() {
    return requests == Integer.MAX_VALUE;
  }
}
