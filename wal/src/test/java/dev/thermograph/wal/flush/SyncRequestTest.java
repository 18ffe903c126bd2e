package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.WriteAheadLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class SyncRequestTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 10_000;

  /**
   * The log thread used to put back what it had read of the request when it wrote a batch that
   * needed no sync, and to count a sync of what it had for one of what had just come: a request
   * that was made meanwhile was lost, and its caller waited for the next sync, which with
   * durability NONE never comes. The window is a few instructions wide, so the last request of each
   * round is made by all threads at once, after which nobody helps a lost one.
   */
  @Test
  @Timeout(30)
  void aRequestMadeWhileABatchIsWrittenIsNotLost() {
    try (WriteAheadLog log = new LogImage().open()) {
      CyclicBarrier round = new CyclicBarrier(THREADS);
      List<CompletableFuture<Void>> done = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        done.add(
            CompletableFuture.runAsync(
                () -> appendAndSync(log, round), Thread::startVirtualThread));
      }
      assertThat(CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)))
          .succeedsWithin(Duration.ofSeconds(20));
    }
  }

  private static void appendAndSync(WriteAheadLog log, CyclicBarrier round) {
    AppendReceipt receipt = new AppendReceipt();
    for (int i = 0; i < ROUNDS; i++) {
      log.append(1, (byte) 1, LogImage.bytes("x"), Durability.none(), receipt);
      log.sync();
      assertThat(log.durableSequence()).isGreaterThanOrEqualTo(receipt.sequence());
      try {
        round.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new AssertionError(e);
      }
    }
  }
}
