package dev.thermograph.engine.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import java.time.Duration;

/** A tenant would use more than it may, or sooner; nothing was written. */
public final class QuotaException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** What is limited. */
  public enum Limited {
    /** Bytes of off-heap memory. */
    MEMORY_BYTES,
    /** Count of nodes. */
    NODE_COUNT,
    /** Writes in one second. */
    WRITES_PER_SECOND,
    /** Requests in the rate limit's time. */
    REQUESTS
  }

  private final Limited limited;
  private final long value;
  private final long limit;
  private final Duration retryAfter;

  private QuotaException(
      Severity severity, String message, Limited limited, long value, long limit, Duration after) {
    super(severity, message, null);
    this.limited = limited;
    this.value = value;
    this.limit = limit;
    this.retryAfter = after;
  }

  /** Too much of something that stays. */
  public static QuotaException tooMuch(String tenant, Limited limited, long value, long limit) {
    return new QuotaException(
        Severity.REFUSED,
        Messages.format(
            "the tenant's quota does not allow it: tenant=%s quota=%s value=%d limit=%d",
            tenant, limited, value, limit),
        limited,
        value,
        limit,
        Duration.ZERO);
  }

  /** Too soon after others. */
  public static QuotaException tooSoon(
      String tenant, Limited limited, long limit, Duration retryAfter) {
    return new QuotaException(
        Severity.RETRY,
        Messages.format(
            "the tenant has made as many requests as it may, wait: tenant=%s quota=%s value=%d"
                + " limit=%d retryAfter=%s",
            tenant, limited, limit + 1, limit, retryAfter),
        limited,
        limit + 1,
        limit,
        retryAfter);
  }

  /** What is limited. */
  public Limited limited() {
    return limited;
  }

  /** What it would have become. */
  public long value() {
    return value;
  }

  /** What it may be at most. */
  public long limit() {
    return limit;
  }

  /** When the same call may succeed; zero when waiting does not help. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
