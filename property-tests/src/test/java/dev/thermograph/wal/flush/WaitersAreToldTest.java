package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import dev.thermograph.wal.error.LogFullException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waiters hear when writing or syncing fails, and what the log thread does meanwhile. */
@Timeout(60)
final class WaitersAreToldTest {
  private static final int LARGE_BYTES = 20_000;

  private final CrashRecordingFiles disk = CrashRecordingFiles.create();
  private final FaultySegmentFiles files = new FaultySegmentFiles(disk, FaultPlan.none());
  private final AppendReceipt receipt = new AppendReceipt();

  /** It was: the barrier forgot a refusal after 1,024 others and let its waiter go as durable. */
  @Test
  void anOldRefusalIsNeverReportedAsDurable() {
    DurabilityBarrier barrier = new DurabilityBarrier(0, 0);
    IOException cause = new IOException("disk full");
    int last = 3_000;
    for (int sequence = 1; sequence <= last; sequence += 2) {
      barrier.refuse(sequence, sequence, cause);
      barrier.advance(sequence + 1L);
    }

    for (int sequence = 1; sequence <= last; sequence += 2) {
      int refused = sequence;
      assertThatThrownBy(() -> barrier.await(refused)).as("sequence %d", refused).isNotNull();
    }
    barrier.await(last);
  }

  /** It was: the turn went on after the failure, synced again, and told waiters "durable". */
  @Test
  void aSyncThatFailsInAReleaseIsNotTriedAgain() {
    for (int round = 0; round < 20; round++) {
      CrashRecordingFiles roundDisk = CrashRecordingFiles.create();
      FaultySegmentFiles roundFiles = new FaultySegmentFiles(roundDisk, FaultPlan.none());
      try (WriteAheadLog log = WriteAheadLog.open(roundFiles, options())) {
        fillTwoSegments(log);
        RetentionFloor floor = log.retainFrom("test", 1);
        log.append(0, (byte) 1, ByteBuffer.allocate(9), Durability.none(), receipt);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        long next = roundFiles.operationCount(OperationKind.SYNC) + 1;
        roundFiles.setPlan(FaultPlan.at(OperationKind.SYNC, next, Fault.INPUT_OUTPUT_ERROR));
        floor.advance(log.durableSequence());

        assertThatThrownBy(log::sync).isInstanceOf(CommitOutcomeUnknownException.class);
        assertThat(log.durableSequence()).isLessThan(receipt.sequence());
      }
    }
  }

  /** It was: a waiting request kept the blocked log thread spinning until the disk came back. */
  @Test
  void aBlockedLogThreadRests() {
    try (WriteAheadLog log = WriteAheadLog.open(files, options())) {
      RetentionFloor floor = log.retainFrom("test", 1);
      blockWrites(log);
      floor.advance(1);
      long thread = logThreadId();
      ThreadMXBean beans = ManagementFactory.getThreadMXBean();
      long before = beans.getThreadCpuTime(thread);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));

      assertThat(beans.getThreadCpuTime(thread) - before)
          .isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** It was: who waited for a written and unsynced record waited as long as the disk was broken. */
  @Test
  void aBlockedLogTellsWhoWaitsForAnUnsyncedRecord() {
    try (WriteAheadLog log = WriteAheadLog.open(files, options())) {
      log.append(0, (byte) 1, ByteBuffer.allocate(9), Durability.none(), receipt);
      long unsynced = receipt.sequence();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      blockWrites(log);

      assertThatThrownBy(() -> log.awaitDurable(unsynced))
          .isInstanceOf(CommitOutcomeUnknownException.class);

      files.setPlan(FaultPlan.none());
      awaitUnblocked(log);
      log.awaitDurable(unsynced);
    }
  }

  /** It was: who waited for a written and unsynced record was left waiting by a failed close. */
  @Test
  void aCloseThatFailsTellsWhoStillWaits() throws Exception {
    WriteAheadLog log = WriteAheadLog.open(files, options());
    log.append(0, (byte) 1, ByteBuffer.allocate(9), Durability.none(), receipt);
    long unsynced = receipt.sequence();
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    Thread waiter =
        new Thread(
            () -> {
              try {
                log.awaitDurable(unsynced);
                told.complete(new AssertionError("durable"));
              } catch (CommitOutcomeUnknownException e) {
                told.complete(e);
              }
            });
    waiter.start();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    files.setPlan(FaultPlan.from(1, Fault.DISK_FULL));
    log.close();

    assertThat(told.get(10, TimeUnit.SECONDS)).isInstanceOf(CommitOutcomeUnknownException.class);
  }

  private void blockWrites(WriteAheadLog log) {
    files.setPlan(FaultPlan.from(OperationKind.WRITE, 1, Fault.DISK_FULL));
    AppendReceipt lost = new AppendReceipt();
    log.append(0, (byte) 1, ByteBuffer.allocate(9), Durability.sync(), lost);
    assertThatThrownBy(() -> log.awaitDurable(lost.sequence()))
        .isInstanceOf(CommitOutcomeUnknownException.class);
    assertThatThrownBy(() -> log.appendAndAwait(0, (byte) 1, ByteBuffer.allocate(9)))
        .isInstanceOf(LogFullException.class);
  }

  private static void awaitUnblocked(WriteAheadLog log) {
    while (true) {
      try {
        log.appendAndAwait(0, (byte) 1, ByteBuffer.allocate(9));
        return;
      } catch (LogFullException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }

  private static void fillTwoSegments(WriteAheadLog log) {
    for (int record = 0; record < 12; record++) {
      log.appendAndAwait(0, (byte) 1, ByteBuffer.allocate(LARGE_BYTES));
    }
  }

  private static long logThreadId() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("thermograph-wal-log"))
        .mapToLong(Thread::threadId)
        .max()
        .orElseThrow();
  }

  private static LogOptions options() {
    return LogOptions.defaults()
        .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
        .withPreparedSegmentCountMax(0)
        .withTrailerAfter(Duration.ofMinutes(1));
  }
}
