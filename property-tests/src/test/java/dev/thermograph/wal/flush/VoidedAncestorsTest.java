package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Tenants whose records build on each other, on one thread, against writes that fail and are
 * undone: the log never has a record without the one that it builds on, whoever waited for what.
 */
final class VoidedAncestorsTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int RUNS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 20_000 : 250;
  private static final int PLANTED_RUNS_MAX = 250;
  private static final int STEPS = 150;
  private static final int TENANTS = 3;
  private static final int SEGMENT_BYTES = 16 * FrameLayout.BLOCK_BYTES;
  private static final int WINDOW_BYTES = 1 << 17;
  private static final int PAYLOAD_BYTES_MAX = 3000;

  private int voided;
  private int refused;

  @Test
  void noRecordIsInTheLogWithoutWhatItBuildsOn() throws IOException {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
      long broken = new Life(seed, true).live();
      assertThat(broken).as("record without the one before it: seed=%d", seed).isZero();
    }
    assertThat(voided).as("records taken back").isGreaterThan(RUNS);
    assertThat(refused).as("records that built on those").isGreaterThan(RUNS / 2);
  }

  /** The planted bug: what a record builds on is not told. */
  @Test
  void notTellingWhatARecordBuildsOnIsFound() throws IOException {
    long broken = 0;
    for (long seed = 1; seed <= PLANTED_RUNS_MAX && broken == 0; seed++) {
      broken = new Life(seed, false).live();
    }
    assertThat(broken).isPositive();
  }

  /** One log from its making to its closing. */
  private final class Life {
    private final SplittableRandom random;
    private final boolean tells;
    private final FaultySegmentFiles files =
        new FaultySegmentFiles(MemorySegmentFiles.create(), FaultPlan.none());
    private final Ticks clock = new Ticks();
    private final SteppedLog log;
    private final AppendReceipt receipt = new AppendReceipt();

    /** What each tenant's next record builds on. */
    private final long[] newest = new long[TENANTS];

    /** Up to where that is known to be in the log. */
    private final long[] known = new long[TENANTS];

    Life(long seed, boolean tells) throws IOException {
      this.random = new SplittableRandom(seed);
      this.tells = tells;
      FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, WINDOW_BYTES);
      this.log = SteppedLog.open(files, cursor, SEGMENT_BYTES, random, options());
    }

    private GroupCommitOptions options() {
      int payloadMax = GroupCommit.payloadBytesMax(SEGMENT_BYTES);
      return new GroupCommitOptions(
          2 * FrameLayout.BLOCK_BYTES,
          payloadMax,
          0,
          FrameLayout.BLOCK_BYTES,
          TimeUnit.SECONDS.toNanos(1),
          0,
          clock);
    }

    /** Returns the first record that is in the log without the one it builds on, or 0. */
    long live() throws IOException {
      for (int step = 0; step < STEPS; step++) {
        clock.nanos += TimeUnit.MILLISECONDS.toNanos(random.nextInt(20));
        switch (random.nextInt(10)) {
          case 0 -> failNextWrites();
          case 1, 2, 3 -> log.turn();
          default -> append(random.nextInt(TENANTS));
        }
      }
      files.setPlan(FaultPlan.none());
      settle();
      long broken = firstBroken();
      log.finish();
      files.close();
      return broken;
    }

    private void failNextWrites() {
      long first = files.operationCount(OperationKind.WRITE) + random.nextInt(1, 3);
      long end = first + random.nextInt(1, 4);
      Fault fault = random.nextBoolean() ? Fault.DISK_FULL : Fault.DISK_FULL_HALF_WAY;
      files.setPlan(
          write ->
              write.kind() == OperationKind.WRITE
                      && write.numberOfKind() >= first
                      && write.numberOfKind() < end
                  ? fault
                  : null);
    }

    private void append(int tenant) throws IOException {
      if (random.nextBoolean() && log.fateOf(newest[tenant]) == SteppedLog.Fate.DURABLE) {
        known[tenant] = newest[tenant];
      }
      long builtOn = newest[tenant] <= known[tenant] ? 0 : newest[tenant];
      ByteBuffer payload = ByteBuffer.allocate(random.nextInt(Long.BYTES, PAYLOAD_BYTES_MAX));
      payload.putLong(0, newest[tenant]);
      long within = random.nextInt(3) == 0 ? 0 : random.nextBoolean() ? 5_000_000 : Long.MAX_VALUE;
      try {
        log.append(tenant, (byte) 1, payload, tells ? builtOn : 0, within, receipt);
        newest[tenant] = receipt.sequence();
      } catch (AppendBuiltOnVoidException e) {
        refused++;
        rebuild(tenant);
      } catch (LogFullException e) {
        assertThat(e).hasMessageContaining("nothing was written"); // so the tenant stays as it is
      }
    }

    /** What a halted tenant does: it settles and reads what the log has. */
    private void rebuild(int tenant) throws IOException {
      FaultPlan none = FaultPlan.none();
      files.setPlan(none);
      long last = settle();
      newest[tenant] = 0;
      try (LogReader records = log.read(files)) {
        while (records.next()) {
          if (records.tenant() == tenant) {
            newest[tenant] = records.sequence();
          }
        }
      }
      known[tenant] = last;
    }

    private long settle() {
      long last = log.lastSequence();
      while (log.durableSequence() < last) {
        log.requestSync();
        clock.nanos += TimeUnit.SECONDS.toNanos(2);
        boolean _ = log.turn();
      }
      return last;
    }

    private long firstBroken() {
      long[] before = new long[TENANTS];
      long inLog = 0;
      try (LogReader records = log.read(files)) {
        while (records.next()) {
          if (builtOn(records.payload()) != before[records.tenant()]) {
            return records.sequence();
          }
          before[records.tenant()] = records.sequence();
          inLog++;
        }
      }
      voided += (int) (log.lastSequence() - inLog);
      return 0;
    }
  }

  private static long builtOn(ByteBuffer payload) {
    return payload.slice().order(ByteOrder.BIG_ENDIAN).getLong(0);
  }

  private static final class Ticks implements LogClock {
    private long nanos;

    @Override
    public long epochMicros() {
      return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    @Override
    public long nanoTime() {
      return nanos;
    }
  }
}
