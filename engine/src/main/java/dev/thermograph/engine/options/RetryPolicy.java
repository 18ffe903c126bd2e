package dev.thermograph.engine.options;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.time.Duration;

/**
 * How often a transaction is tried that meets a conflict, and how long is waited between: a random
 * time up to a bound that doubles each time. <em>Immutable.</em>
 *
 * @param attempts how often at most, the first included, 1..1,000
 * @param delayFirst bound of the first wait, 0 to 1 min
 * @param delayMax largest bound, from {@code delayFirst} to 1 min
 */
public record RetryPolicy(int attempts, Duration delayFirst, Duration delayMax) {
  private static final int ATTEMPTS_MAX = 1_000;
  private static final Duration DELAY_MAX = Duration.ofMinutes(1);

  /** 10 attempts, 0.5 ms to 50 ms. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(10, Duration.ofNanos(500_000), Duration.ofMillis(50));

  /** Refuses values outside the limits. */
  public RetryPolicy {
    InvalidArgumentException.requireRange("attempts", attempts, 1, ATTEMPTS_MAX);
    requireDelay("delayFirst", delayFirst, Duration.ZERO);
    requireDelay("delayMax", delayMax, delayFirst);
  }

  private static void requireDelay(String name, Duration value, Duration min) {
    if (value.compareTo(min) < 0 || value.compareTo(DELAY_MAX) > 0) {
      throw new InvalidArgumentException(
          Messages.format("%s must be %s..%s: %s=%s", name, min, DELAY_MAX, name, value));
    }
  }

  /** The same with another count of attempts. */
  public RetryPolicy withAttempts(int newCount) {
    return new RetryPolicy(newCount, delayFirst, delayMax);
  }
}
