package dev.thermograph.engine.options;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.time.Duration;

/**
 * How much of the past is kept for views of it. <em>Immutable.</em>
 *
 * <p>What is now is always kept, and so is what an open view sees. The past is let go step by step
 * in the background, so a little more than this may be there.
 */
public sealed interface Retention {
  /** Nothing but what is now. */
  record None() implements Retention {
    private static final None INSTANCE = new None();
  }

  /** All of it. Memory grows with every change. */
  record Forever() implements Retention {
    private static final Forever INSTANCE = new Forever();
  }

  /**
   * What was so at any instant since so long ago.
   *
   * @param age 1 ms to 36,500 days
   */
  record Age(Duration age) implements Retention {
    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(36_500);

    /** Refuses ages outside the limits. */
    public Age {
      if (age.compareTo(MIN) < 0 || age.compareTo(MAX) > 0) {
        throw new InvalidArgumentException(
            Messages.format("retention's age must be %s..%s: age=%s", MIN, MAX, age));
      }
    }
  }

  /**
   * What was so after each of the tenant's last commits.
   *
   * @param count 1 to {@value #COUNT_MAX}; 1 keeps what is now
   */
  record Commits(int count) implements Retention {
    /** Most commits that are counted. */
    public static final int COUNT_MAX = 65_536;

    /** Refuses counts outside the limits. */
    public Commits {
      InvalidArgumentException.requireRange("retention's commits", count, 1, COUNT_MAX);
    }
  }

  /** What tenants have that say nothing else: 24 hours. */
  Retention DEFAULT = new Age(Duration.ofHours(24));

  /** Nothing but what is now. */
  static Retention none() {
    return None.INSTANCE;
  }

  /** All of it. */
  static Retention forever() {
    return Forever.INSTANCE;
  }

  /** What was so since so long ago. */
  static Retention age(Duration age) {
    return new Age(age);
  }

  /** What was so after each of the last commits. */
  static Retention commits(int count) {
    return new Commits(count);
  }
}
