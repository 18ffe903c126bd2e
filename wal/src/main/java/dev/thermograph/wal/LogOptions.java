package dev.thermograph.wal;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.flush.GroupCommit;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.format.v1.FrameLayout;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a log behaves. Immutable; {@link #defaults} and the {@code with…} methods make others.
 *
 * @param segmentBytes length of a segment file: a multiple of 4,096, 128 KiB to 1 GiB; a record
 *     fits in half of one. Segments that exist keep their length
 * @param payloadBytesMax larger payloads are refused; bounded by the segment length
 * @param batchBytes memory in which records gather while the one before is being synced, twice this
 * @param preparedSegmentCountMax segments kept ready ahead: the ballast of a full disk; 0 makes
 *     them when needed
 * @param durability for appends that name none
 * @param trailerAfter idle time after which the last group is proved by a trailer
 * @param spin how long the log thread looks for work before it parks, and a quarter of how long an
 *     appender that waits alone looks before it parks: latency against processor time; 0 for
 *     machines whose processors are all busy
 * @param keys tenants' payload keys
 * @param clock the log's clocks
 * @param random source of epochs, salts and the log's id; a secure one but in tests
 */
public record LogOptions(
    int segmentBytes,
    int payloadBytesMax,
    int batchBytes,
    int preparedSegmentCountMax,
    Durability durability,
    Duration trailerAfter,
    Duration spin,
    KeyProvider keys,
    LogClock clock,
    RandomGenerator random) {
  /** Smallest segment length. */
  public static final int SEGMENT_BYTES_MIN = 128 << 10;

  /** Largest segment length. */
  public static final int SEGMENT_BYTES_MAX = 1 << 30;

  private static final int SEGMENT_BYTES_USUAL = 64 << 20;
  private static final int BATCH_BYTES_USUAL = 1 << 20;
  private static final int BATCH_BYTES_MIN = FrameLayout.BLOCK_BYTES;
  private static final int PREPARED_SEGMENTS_MAX = 64;
  private static final Duration TRAILER_AFTER_MAX = Duration.ofMinutes(1);

  /** A little more than an appender takes to wake up and come back with its next record. */
  private static final Duration SPIN_USUAL = Duration.ofNanos(50_000);

  private static final Duration SPIN_MAX = Duration.ofMillis(10);

  /** Refuses values outside the limits, by name. */
  public LogOptions {
    InvalidArgumentException.requireRange(
        "segmentBytes", segmentBytes, SEGMENT_BYTES_MIN, SEGMENT_BYTES_MAX);
    if (segmentBytes % FrameLayout.BLOCK_BYTES != 0) {
      throw new InvalidArgumentException(
          Messages.format(
              "segmentBytes must be a multiple of %d: segmentBytes=%d",
              FrameLayout.BLOCK_BYTES, segmentBytes));
    }
    int payloadLimit = GroupCommit.payloadBytesMax(segmentBytes);
    InvalidArgumentException.requireRange("payloadBytesMax", payloadBytesMax, 1, payloadLimit);
    InvalidArgumentException.requireRange("batchBytes", batchBytes, BATCH_BYTES_MIN, payloadLimit);
    InvalidArgumentException.requireRange(
        "preparedSegmentCountMax", preparedSegmentCountMax, 0, PREPARED_SEGMENTS_MAX);
    requireAtMost("trailerAfter", trailerAfter, TRAILER_AFTER_MAX);
    requireAtMost("spin", spin, SPIN_MAX);
  }

  private static void requireAtMost(String name, Duration value, Duration max) {
    if (value.isNegative() || value.compareTo(max) > 0) {
      throw new InvalidArgumentException(
          Messages.format("%s must be %s..%s: %s=%s", name, Duration.ZERO, max, name, value));
    }
  }

  /** Segments of 64 MiB, two prepared ahead, every commit synced, nothing encrypted. */
  public static LogOptions defaults() {
    return new LogOptions(
        SEGMENT_BYTES_USUAL,
        GroupCommit.payloadBytesMax(SEGMENT_BYTES_USUAL),
        BATCH_BYTES_USUAL,
        2,
        Durability.sync(),
        Duration.ofMillis(5),
        SPIN_USUAL,
        KeyProvider.NONE,
        LogClock.SYSTEM,
        new SecureRandom());
  }

  /** The same with another segment length, payload and batch limits fitted to it. */
  public LogOptions withSegmentBytes(int newSegmentBytes) {
    InvalidArgumentException.requireRange(
        "segmentBytes", newSegmentBytes, SEGMENT_BYTES_MIN, SEGMENT_BYTES_MAX);
    int payloadLimit = GroupCommit.payloadBytesMax(newSegmentBytes);
    return new LogOptions(
        newSegmentBytes,
        payloadLimit,
        Math.min(batchBytes, payloadLimit),
        preparedSegmentCountMax,
        durability,
        trailerAfter,
        spin,
        keys,
        clock,
        random);
  }

  /** The same with another count of segments kept ready ahead. */
  public LogOptions withPreparedSegmentCountMax(int newCount) {
    return new LogOptions(
        segmentBytes,
        payloadBytesMax,
        batchBytes,
        newCount,
        durability,
        trailerAfter,
        spin,
        keys,
        clock,
        random);
  }

  /** The same with another default durability. */
  public LogOptions withDurability(Durability newDurability) {
    return new LogOptions(
        segmentBytes,
        payloadBytesMax,
        batchBytes,
        preparedSegmentCountMax,
        newDurability,
        trailerAfter,
        spin,
        keys,
        clock,
        random);
  }

  /** The same with another idle time before the trailer. */
  public LogOptions withTrailerAfter(Duration newTrailerAfter) {
    return new LogOptions(
        segmentBytes,
        payloadBytesMax,
        batchBytes,
        preparedSegmentCountMax,
        durability,
        newTrailerAfter,
        spin,
        keys,
        clock,
        random);
  }

  /** The same with another spinning time. */
  public LogOptions withSpin(Duration newSpin) {
    return new LogOptions(
        segmentBytes,
        payloadBytesMax,
        batchBytes,
        preparedSegmentCountMax,
        durability,
        trailerAfter,
        newSpin,
        keys,
        clock,
        random);
  }

  /** The same with tenants' payloads encrypted under their keys. */
  public LogOptions withKeys(KeyProvider newKeys) {
    return new LogOptions(
        segmentBytes,
        payloadBytesMax,
        batchBytes,
        preparedSegmentCountMax,
        durability,
        trailerAfter,
        spin,
        newKeys,
        clock,
        random);
  }

  /** The same with other clocks. */
  public LogOptions withClock(LogClock newClock) {
    return new LogOptions(
        segmentBytes,
        payloadBytesMax,
        batchBytes,
        preparedSegmentCountMax,
        durability,
        trailerAfter,
        spin,
        keys,
        newClock,
        random);
  }

  /** The same with another source of randomness, for tests that replay. */
  public LogOptions withRandom(RandomGenerator newRandom) {
    return new LogOptions(
        segmentBytes,
        payloadBytesMax,
        batchBytes,
        preparedSegmentCountMax,
        durability,
        trailerAfter,
        spin,
        keys,
        clock,
        newRandom);
  }
}
