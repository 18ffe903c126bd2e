package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.time.Duration;

/**
 * When a tenant's snapshot is due: what a crash may cost, against the work of writing one.
 * <em>Immutable.</em>
 *
 * @param logBytesMax so much of the tenant's commits is replayed after a crash at most, or half of
 *     what a snapshot takes when that is more
 * @param ageMax so old a snapshot gets when there were commits; and so long the log is held for a
 *     tenant without any
 * @param onClose whether what has changed is written when the tenant is closed
 */
public record CheckpointPolicy(long logBytesMax, Duration ageMax, boolean onClose) {
  /** 64 MiB, an hour, and on closing. */
  public static final CheckpointPolicy USUAL =
      new CheckpointPolicy(64L << 20, Duration.ofHours(1), true);

  /** Refuses what is not positive. */
  public CheckpointPolicy {
    InvalidArgumentException.requireRange("logBytesMax", logBytesMax, 1, Long.MAX_VALUE);
    if (!ageMax.isPositive()) {
      throw new InvalidArgumentException(
          Messages.format("ageMax must be positive: ageMax=%s", ageMax));
    }
  }

  /** What is due, and why. */
  public enum Due {
    /** Nothing. */
    NOTHING(false),
    /** A snapshot: much would have to be replayed. */
    LOG_BYTES(true),
    /** A snapshot: the newest is old. */
    AGE(true),
    /** A snapshot: the tenant is being closed. */
    CLOSE(true),
    /**
     * A copy of the newest in place of the older one: nothing was committed since, and only the
     * older one still needs the log.
     */
    HELD_LOG(false);

    private final boolean isSnapshot;

    Due(boolean isSnapshot) {
      this.isSnapshot = isSnapshot;
    }

    /** True when a new snapshot is due. */
    public boolean isSnapshot() {
      return isSnapshot;
    }
  }

  /**
   * How a tenant stands.
   *
   * @param hasChanged whether there were commits since the newest snapshot, or there is none
   * @param logBytes of the tenant's commits since
   * @param snapshotBytes about how many a snapshot would take now
   * @param age of the newest snapshot, or time since the tenant was opened when there is none
   * @param holdsLog whether the older of the two snapshots needs more of the log than the newest
   * @param isClosing whether it is being closed
   */
  public record Situation(
      boolean hasChanged,
      long logBytes,
      long snapshotBytes,
      Duration age,
      boolean holdsLog,
      boolean isClosing) {}

  /** What is due now. Depends on nothing but its arguments. */
  public Due due(Situation now) {
    if (now.hasChanged()) {
      if (now.isClosing() && onClose) {
        return Due.CLOSE;
      }
      // Else a tenant that grows would be written again and again, each time longer: with this,
      // all its snapshots together take about three times the last one. To replay half of one
      // takes no longer than to load it, which has to be done anyway.
      if (now.logBytes() >= Math.max(logBytesMax, now.snapshotBytes() / 2)) {
        return Due.LOG_BYTES;
      }
      return now.age().compareTo(ageMax) >= 0 ? Due.AGE : Due.NOTHING;
    }
    return now.holdsLog() && now.age().compareTo(ageMax) >= 0 ? Due.HELD_LOG : Due.NOTHING;
  }
}
