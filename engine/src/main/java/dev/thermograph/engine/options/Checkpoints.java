package dev.thermograph.engine.options;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.time.Duration;

/**
 * When a tenant's snapshot is written: what a crash may cost, against the work of writing one.
 * <em>Immutable.</em>
 *
 * @param logBytes so many bytes of the tenant's commits are applied again after a crash at most, or
 *     half of what a snapshot takes when that is more; 64 KiB and up
 * @param age so old a snapshot gets when there were commits, and so long the log is held for a
 *     tenant without any; 1 s to 30 days
 * @param onClose whether what has changed is written when the tenant is closed
 */
public record Checkpoints(long logBytes, Duration age, boolean onClose) {
  private static final long LOG_BYTES_MIN = 64 << 10;
  private static final Duration AGE_MIN = Duration.ofSeconds(1);
  private static final Duration AGE_MAX = Duration.ofDays(30);

  /** 64 MiB, an hour, and on closing. */
  public static final Checkpoints DEFAULT = new Checkpoints(64L << 20, Duration.ofHours(1), true);

  /** Refuses values outside the limits. */
  public Checkpoints {
    InvalidArgumentException.requireRange("logBytes", logBytes, LOG_BYTES_MIN, Long.MAX_VALUE);
    if (age.compareTo(AGE_MIN) < 0 || age.compareTo(AGE_MAX) > 0) {
      throw new InvalidArgumentException(
          Messages.format("checkpoint's age must be %s..%s: age=%s", AGE_MIN, AGE_MAX, age));
    }
  }
}
