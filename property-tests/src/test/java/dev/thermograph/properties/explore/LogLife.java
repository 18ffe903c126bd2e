package dev.thermograph.properties.explore;

import dev.thermograph.error.ThermographException;
import dev.thermograph.properties.explore.Violation.Kind;
import dev.thermograph.wal.error.LogPoisonedException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.flush.SteppedLog;
import dev.thermograph.wal.flush.SteppedLog.Fate;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.segment.SegmentFiles;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What one process does to an open log, step by random step.
 *
 * <p><b>Single-threaded.</b>
 */
final class LogLife {
  /** Idle time after which the log writes a trailer. */
  static final long TRAILER_AFTER_NANOS = 5_000_000;

  private static final long INTERVAL_NANOS_MAX = 20_000_000;
  private static final int GROUP_MAX = 8;
  private static final int TENANTS = 5;
  private static final int TURNS_MAX = 40;

  private final SteppedLog log;
  private final EraRecorder recorder;
  private final RecordTable table;
  private final SteppedClock clock;
  private final ScenarioFaults faults;
  private final ScenarioOptions options;
  private final SplittableRandom random;
  private final AppendReceipt receipt = new AppendReceipt();
  private final int syncOf16;
  private final int intervalOf16;
  private final int largeOf16;
  private final @Nullable RetentionFloor floor;
  private long firstUndecided;
  private boolean poisoned;

  LogLife(
      SteppedLog log,
      EraRecorder recorder,
      SteppedClock clock,
      ScenarioFaults faults,
      ScenarioOptions options,
      SplittableRandom random) {
    this.log = log;
    this.recorder = recorder;
    this.table = recorder.table();
    this.clock = clock;
    this.faults = faults;
    this.options = options;
    this.random = random;
    this.firstUndecided = log.lastSequence() + 1;
    int profile = random.nextInt(5);
    this.syncOf16 = profile == 0 ? 0 : profile == 1 ? 16 : 8;
    this.intervalOf16 = profile == 0 ? random.nextInt(17) : 5;
    this.largeOf16 = random.nextInt(6);
    this.floor = random.nextInt(4) > 0 ? log.retainFrom("scenario", recorder.floor()) : null;
  }

  /** True when a sync has failed and only a new opening helps. */
  boolean isPoisoned() {
    return poisoned;
  }

  /** Does something. */
  void step() {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4, 5, 6 -> appendGroup();
      case 7 -> turn();
      case 8 -> idle(random.nextLong(INTERVAL_NANOS_MAX));
      case 9 -> idle(2 * TRAILER_AFTER_NANOS);
      case 10 -> {
        log.requestSync();
        turn();
      }
      case 11, 12 -> raiseFloor();
      case 13 -> log.prepare();
      case 14 -> clock.adjustMicros(random.nextLong(-50_000, 50_000));
      default -> orderFaults();
    }
  }

  private void orderFaults() {
    if (!options.withFaults()) {
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> faults.orderSyncFault(random.nextInt(4));
      case 1, 2, 3 -> faults.orderNameFaults(random.nextInt(3), 1 + random.nextInt(3));
      default -> faults.orderWriteFaults(random.nextInt(4), 1 + random.nextInt(3));
    }
  }

  private void appendGroup() {
    int count = 1 + random.nextInt(GROUP_MAX);
    for (int index = 0; index < count && !poisoned; index++) {
      append();
    }
    if (random.nextInt(4) > 0) {
      turn();
    }
  }

  private void append() {
    byte[] bytes = new byte[payloadBytes()];
    random.nextBytes(bytes);
    ByteBuffer payload = ByteBuffer.wrap(bytes);
    int tenant = random.nextInt(TENANTS);
    byte recordType = (byte) random.nextInt(256);
    try {
      log.append(tenant, recordType, payload, syncWithinNanos(), receipt);
      table.add(
          receipt.sequence(), new Content(tenant, recordType, receipt.timestampMicros(), payload));
    } catch (LogPoisonedException e) {
      poisoned = true;
    } catch (ThermographException e) {
      clock.advanceNanos(random.nextLong(INTERVAL_NANOS_MAX)); // full for now, and keeps trying
    }
    noteFates();
  }

  private int payloadBytes() {
    int max = log.payloadBytesMax();
    int dice = random.nextInt(16);
    if (dice < largeOf16) {
      return random.nextInt(max + 1);
    }
    return switch (dice) {
      case 6 -> 0;
      case 7, 8 -> Math.min(max, random.nextInt(2_000));
      default -> random.nextInt(200);
    };
  }

  private long syncWithinNanos() {
    int dice = random.nextInt(16);
    if (dice < syncOf16) {
      return 0;
    }
    return dice < syncOf16 + intervalOf16
        ? 1 + random.nextLong(INTERVAL_NANOS_MAX)
        : Long.MAX_VALUE;
  }

  private void turn() {
    log.turn();
    noteFates();
  }

  /** Lets time pass and everything happen that is due by then. */
  private void idle(long nanos) {
    clock.advanceNanos(nanos);
    for (int turn = 0; turn < TURNS_MAX && log.turn(); turn++) {
      noteFates();
    }
    noteFates();
  }

  private void raiseFloor() {
    RetentionFloor own = floor;
    if (own == null) {
      return;
    }
    long to = random.nextLong(own.sequence(), Math.max(own.sequence(), log.lastSequence()) + 2);
    recorder.raiseFloor(to);
    own.advance(to);
    turn();
    turn();
  }

  /** What was refused, or left unknown, may be missing from now on. */
  private void noteFates() {
    long last = log.lastSequence();
    boolean open = false;
    for (long sequence = firstUndecided; sequence <= last; sequence++) {
      Fate fate = log.fateOf(sequence);
      table.setVoidable(sequence, fate == Fate.REFUSED || fate == Fate.UNKNOWN);
      open |= fate == Fate.UNDECIDED || fate == Fate.UNKNOWN;
      if (!open) {
        firstUndecided = sequence + 1;
      }
    }
  }

  /** The process leaves: everything is written and the log is marked as closed. */
  void close() {
    faults.clear();
    clock.advanceNanos(INTERVAL_NANOS_MAX);
    log.finish();
    noteFates();
  }

  /** Lets the log become idle, so that a trailer proves all that was durable. */
  void becomeIdle() {
    faults.clear();
    clock.advanceNanos(10_000_000_000L); // a pause between two tries to void is shorter
    if (random.nextBoolean()) {
      log.requestSync();
    }
    for (int pause = 0; pause < 3; pause++) { // write, sync what is due by then, prove it
      idle(2 * INTERVAL_NANOS_MAX);
    }
  }

  /** The process is killed: what it has not written is gone. */
  void kill() {
    noteFates();
  }

  /** Reads everything with the production reader and compares. */
  @Nullable Violation readAll(SegmentFiles files) {
    long next = log.releasedUpTo() + 1;
    try (LogReader reader = log.read(files)) {
      while (reader.next()) {
        long sequence = reader.sequence();
        while (next < sequence) {
          if (!table.isVoidable(next)) {
            return new Violation(Kind.LOST, "reader skips: sequence=" + next);
          }
          next++;
        }
        Content content = table.content(sequence);
        if (content == null
            || !content.payload().duplicate().clear().equals(reader.payload())
            || reader.tenant() != content.tenant()
            || reader.timestampMicros() != content.timestampMicros()) {
          return new Violation(Kind.PHANTOM, "reader shows other content: sequence=" + sequence);
        }
        next = sequence + 1;
      }
    } catch (ThermographException e) {
      return new Violation(Kind.UNREADABLE, "reader: " + e);
    }
    return next > log.durableSequence() || onlyVoidFrom(next, log.durableSequence())
        ? null
        : new Violation(Kind.LOST, "reader ends before " + next);
  }

  private boolean onlyVoidFrom(long first, long last) {
    for (long sequence = first; sequence <= last; sequence++) {
      if (!table.isVoidable(sequence)) {
        return false;
      }
    }
    return true;
  }
}
