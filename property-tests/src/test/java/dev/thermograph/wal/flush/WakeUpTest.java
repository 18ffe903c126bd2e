package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.error.ThermographException;
import dev.thermograph.properties.kill.Scale;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads that really wait are really woken, and not by the timeout that bounds a lost wake-up.
 *
 * <p>A busy machine may delay a thread for as long as that timeout, so a few slow rounds prove
 * nothing; a waker that forgets somebody makes all of them slow, or at least every one that meets
 * the race.
 */
@Timeout(2 * 60 * 60)
final class WakeUpTest {
  private static final int WAITERS = 6;
  private static final int ROUNDS_GATE = 1_500;
  private static final int ROUNDS_NIGHTLY = 100_000;
  private static final int ROUNDS_PLANTED = 20;
  private static final int CLOSINGS_GATE = 150;
  private static final int CLOSINGS_NIGHTLY = 100_000;

  /** The barrier wakes by timeout after 50 ms. */
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(45);

  /** Every other round a lone waiter looks this long before it parks. */
  private static final long ALONE_NANOS = 30_000;

  private static final long PAUSE_NANOS = 20_000;
  private static final double SLOW_SHARE_MAX = 0.02;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void everyWaiterIsWokenWhenItsSequenceIsDurable() throws Exception {
    int rounds = Scale.count(ROUNDS_GATE, ROUNDS_NIGHTLY);
    int slow = slowRounds(rounds, 1024, barrier -> barrier.advance(WAITERS));
    System.out.println("wake-ups: rounds=" + rounds + " waiters=" + WAITERS + " slow=" + slow);
    assertThat((double) slow / rounds).isLessThan(SLOW_SHARE_MAX);
  }

  @Test
  void everyWaiterIsWokenWhenSequencesGetDurableOneByOne() throws Exception {
    int rounds = Scale.count(ROUNDS_GATE, ROUNDS_NIGHTLY);
    int slow =
        slowRounds(
            rounds,
            2,
            barrier -> {
              for (int sequence = 1; sequence <= WAITERS; sequence++) {
                barrier.advance(sequence);
              }
            });
    assertThat((double) slow / rounds).isLessThan(SLOW_SHARE_MAX);
  }

  /** The planted bug: sequences are decided and nobody is woken for it. */
  @Test
  void aForgottenWakeUpIsFound() throws Exception {
    IOException cause = new IOException("disk full");
    int slow = slowRounds(ROUNDS_PLANTED, 1024, barrier -> barrier.refuse(1, WAITERS, cause));
    assertThat((double) slow / ROUNDS_PLANTED).isGreaterThan(SLOW_SHARE_MAX);
  }

  /** Counts the rounds in which a waiter came back late. */
  private int slowRounds(int rounds, int slotCount, Consumer<DurabilityBarrier> decide)
      throws Exception {
    int slow = 0;
    for (int round = 0; round < rounds; round++) {
      DurabilityBarrier barrier = new DurabilityBarrier(0, round % 2 * ALONE_NANOS, slotCount);
      CyclicBarrier start = new CyclicBarrier(WAITERS + 1);
      Future<?>[] waiters = new Future<?>[WAITERS];
      for (int waiter = 0; waiter < WAITERS; waiter++) {
        long sequence = waiter + 1L;
        waiters[waiter] = threads.submit(() -> await(start, barrier, sequence));
      }
      start.await();
      LockSupport.parkNanos(PAUSE_NANOS); // some wait by now, some do not
      long began = System.nanoTime();
      decide.accept(barrier);
      for (Future<?> waiter : waiters) {
        waiter.get(10, TimeUnit.SECONDS);
      }
      slow += System.nanoTime() - began > SLOW_NANOS ? 1 : 0;
    }
    return slow;
  }

  private static Void await(CyclicBarrier start, DurabilityBarrier barrier, long sequence)
      throws Exception {
    start.await();
    try {
      barrier.await(sequence);
    } catch (ThermographException e) {
      return null; // an outcome, too
    }
    return null;
  }

  @Test
  void appendersAndCloseMeetInAnyOrder() throws Exception {
    int rounds = Scale.count(CLOSINGS_GATE, CLOSINGS_NIGHTLY);
    LogOptions options =
        LogOptions.defaults()
            .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
            .withPreparedSegmentCountMax(0);
    for (int round = 0; round < rounds; round++) {
      MemorySegmentFiles files = MemorySegmentFiles.create();
      WriteAheadLog log = WriteAheadLog.open(files, options);
      CyclicBarrier start = new CyclicBarrier(3);
      Future<Long> first = threads.submit(() -> appendUntilClosed(start, log));
      Future<Long> second = threads.submit(() -> appendUntilClosed(start, log));
      start.await();
      log.close();
      long promised = Math.max(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS));
      try (WriteAheadLog reopened = WriteAheadLog.open(files.reopen(), options)) {
        assertThat(reopened.recovered().lastSequence()).isEqualTo(promised);
      }
    }
  }

  /** Returns the last sequence that was awaited. */
  private static long appendUntilClosed(CyclicBarrier start, WriteAheadLog log) throws Exception {
    AppendReceipt receipt = new AppendReceipt();
    start.await();
    long promised = 0;
    try {
      for (int record = 0; record < 1_000; record++) {
        log.append(0, (byte) 1, ByteBuffer.allocate(8), Durability.sync(), receipt);
        log.awaitDurable(receipt.sequence());
        promised = receipt.sequence();
      }
    } catch (LogClosedException e) {
      return promised;
    }
    return promised;
  }
}
