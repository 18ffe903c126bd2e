package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A record that builds on a voided one is void itself or was refused, however they meet. */
@Timeout(4 * 60 * 60)
final class VoidedAncestorLincheckTest {
  private static final int PLANTED_COUNT = 5_000;
  private static final int BATCH_BYTES = 4096;
  private static final int ROOM_BYTES = 1 << 20;
  private static final long REFUSED = -1;

  private static final LogClock STILL =
      new LogClock() {
        @Override
        public long epochMicros() {
          return 1;
        }

        @Override
        public long nanoTime() {
          return 1;
        }
      };

  /** Is asked only whether it makes segments ahead, so all scenarios share it. */
  private static final SegmentPreparer ON_DEMAND = onDemand();

  /** How the log thread lets appenders in again after its VOID is durable. */
  private interface Reopening {
    void reopen(AppendQueue queue, long voidedFrom, long voidedUpTo);
  }

  @Test
  void noInterleavingLeavesARecordWithoutWhatItBuildsOn() {
    Interleavings.explore(
        Interleavings.count(),
        () -> chainAgainstFailure((queue, from, upTo) -> queue.unblock(from, upTo, () -> {})));
  }

  /** The planted bug: what was voided is told after appends are taken again. */
  @Test
  void tellingTheQueueTooLateIsFound() {
    assertThatThrownBy(
            () ->
                Interleavings.explore(
                    PLANTED_COUNT,
                    () ->
                        chainAgainstFailure(
                            (queue, from, upTo) -> {
                              queue.unblock(1, 0, () -> {});
                              queue.unblock(from, upTo, () -> {});
                            })))
        .hasMessageContaining("stands alone");
  }

  /** Two records, one on the other, against a write that fails and is undone. */
  private static void chainAgainstFailure(Reopening reopening) {
    AppendQueue queue = queue();
    long[] chain = new long[2];
    long[] voidedUpTo = new long[1];
    Interleavings.together(
        () -> {
          chain[0] = append(queue, 0);
          chain[1] = append(queue, Math.max(0, chain[0]));
        },
        () -> {
          FrameBatch inFlight = queue.take();
          voidedUpTo[0] = queue.block(new IOException("disk full"));
          reopening.reopen(queue, 1, voidedUpTo[0]);
          if (inFlight != null) {
            queue.giveBack(inFlight, ROOM_BYTES);
          }
        });
    boolean isFirstVoid = chain[0] != REFUSED && chain[0] <= voidedUpTo[0];
    boolean isSecondIn = chain[1] > voidedUpTo[0];
    Interleavings.require(!isFirstVoid || !isSecondIn, "the second record stands alone");
  }

  private static long append(AppendQueue queue, long builtOn) {
    AppendReceipt receipt = new AppendReceipt();
    try {
      queue.append(0, (byte) 1, ByteBuffer.allocate(8), builtOn, null, 0, receipt);
      return receipt.sequence();
    } catch (LogFullException | AppendBuiltOnVoidException e) {
      return REFUSED;
    }
  }

  private static AppendQueue queue() {
    return new AppendQueue(STILL, ON_DEMAND, BATCH_BYTES, 0, 0, ROOM_BYTES);
  }

  private static SegmentPreparer onDemand() {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    SegmentFactory factory = new SegmentFactory(files, 1, 2, 1 << 17, new Random(1));
    return new SegmentPreparer(files, factory, List.of(), 1, 0, () -> {});
  }
}
