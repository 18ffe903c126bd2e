package dev.thermograph.properties.kill;

import dev.thermograph.wal.Durability;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * One record to write, as a function of the run's seed and of who writes it.
 *
 * <p>The payload names its writer, its seed and its own length, and the rest follows from these: so
 * a judge knows the right content of any record, and one that nobody wrote. <b>Immutable.</b>
 *
 * @param payload its bytes
 * @param tenant its tenant
 * @param recordType its type
 * @param durability what the writer asks for
 * @param awaits true when its writer waits for it though it need not
 * @param pauses true when its writer idles afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // made here and only read
record RecordPlan(
    byte[] payload,
    int tenant,
    byte recordType,
    Durability durability,
    boolean awaits,
    boolean pauses) {
  private static final int TENANT_COUNT = 5;
  private static final int HEAD_BYTES = 3 * Long.BYTES;
  private static final int THREAD_SHIFT = 32;
  private static final int INCARNATION_SHIFT = 40;
  private static final Duration INTERVAL = Duration.ofMillis(2);

  /** The name of a record: process, thread in it, place in the thread's order. */
  static long id(int incarnation, int thread, int index) {
    return (long) incarnation << INCARNATION_SHIFT | (long) thread << THREAD_SHIFT | index;
  }

  /** A record as the random mix of the kill loop has them. */
  static RecordPlan mixed(long seed, long id) {
    SplittableRandom random = new SplittableRandom(seed ^ Long.reverse(id));
    int percent = random.nextInt(100);
    int bodyBytes = random.nextInt(400);
    if (percent >= 96) {
      bodyBytes = 3000 + random.nextInt(20_000);
    } else if (percent >= 70) {
      bodyBytes = 400 + random.nextInt(2600);
    }
    Durability durability =
        switch (random.nextInt(8)) {
          case 0, 1 -> Durability.none();
          case 2, 3 -> Durability.interval(INTERVAL);
          default -> Durability.sync();
        };
    boolean awaits = random.nextInt(3) == 0;
    boolean pauses = random.nextInt(40) == 0;
    return new RecordPlan(
        payload(seed, id, bodyBytes), tenant(id), type(id), durability, awaits, pauses);
  }

  /** A record of a chosen length. */
  static RecordPlan of(long seed, long id, int bodyBytes, Durability durability) {
    return new RecordPlan(
        payload(seed, id, bodyBytes), tenant(id), type(id), durability, false, false);
  }

  private static byte[] payload(long seed, long id, int bodyBytes) {
    byte[] payload = new byte[HEAD_BYTES + bodyBytes];
    new SplittableRandom(seed + id).nextBytes(payload);
    ByteBuffer.wrap(payload)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(id)
        .putLong(seed)
        .putLong(bodyBytes);
    return payload;
  }

  private static int tenant(long id) {
    return (int) (id % TENANT_COUNT);
  }

  private static byte type(long id) {
    return (byte) (1 + id % 100);
  }

  /** The id that a recovered payload claims, or -1 when it is none of this run's. */
  static long claimedId(long seed, ByteBuffer payload) {
    if (payload.remaining() < HEAD_BYTES) {
      return -1;
    }
    ByteBuffer head = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
    long id = head.getLong();
    return head.getLong() == seed ? Math.max(-1, id) : -1;
  }

  /** True when a recovered record is what the writer of this id wrote. */
  static boolean isRight(long seed, long id, int tenant, byte recordType, ByteBuffer payload) {
    ByteBuffer right = ByteBuffer.wrap(payload(seed, id, payload.remaining() - HEAD_BYTES));
    return payload.equals(right) && tenant == tenant(id) && recordType == type(id);
  }
}
