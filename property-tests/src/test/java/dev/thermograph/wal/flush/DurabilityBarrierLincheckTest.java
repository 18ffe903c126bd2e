package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every waiter is told the truth about its own sequence, however it meets the log thread. */
@Timeout(4 * 60 * 60)
final class DurabilityBarrierLincheckTest {

  private static final int PLANTED_COUNT = 2_000;

  /** So few that waiters meet in one slot. */
  private static final int SLOT_COUNT = 2;

  private enum Told {
    DURABLE,
    REFUSED,
    UNKNOWN
  }

  @Test
  void waitersAreLetGoWhenTheirSequenceIsDurable() {
    Interleavings.explore(
        Interleavings.count(),
        () -> {
          DurabilityBarrier barrier = new DurabilityBarrier(0, 0, SLOT_COUNT);
          Interleavings.together(
              () -> require(barrier, 1, Told.DURABLE),
              () -> require(barrier, 2, Told.DURABLE),
              () -> {
                barrier.advance(1);
                barrier.advance(2);
              });
        });
  }

  @Test
  void refusedSequencesAreNeverReportedAsDurable() {
    Interleavings.explore(Interleavings.count(), () -> refusal(false));
  }

  /** The planted bug: the log thread publishes the end before it says what lies behind it. */
  @Test
  void advancingBeforeRefusingIsFound() {
    assertThatThrownBy(() -> Interleavings.explore(PLANTED_COUNT, () -> refusal(true)))
        .hasMessageContaining("was told DURABLE");
  }

  private static void refusal(boolean planted) {
    DurabilityBarrier barrier = new DurabilityBarrier(0, 0, SLOT_COUNT);
    Interleavings.together(
        () -> require(barrier, 1, Told.DURABLE),
        () -> require(barrier, 2, Told.REFUSED),
        () -> {
          barrier.advance(1);
          if (planted) {
            barrier.advance(2);
          }
          barrier.refuse(2, 2, cause());
          barrier.advance(2);
        });
  }

  @Test
  void afterAFailedSyncNobodyIsToldDurable() {
    Interleavings.explore(
        Interleavings.count(),
        () -> {
          DurabilityBarrier barrier = new DurabilityBarrier(0, 0, SLOT_COUNT);
          Interleavings.together(
              () -> require(barrier, 1, Told.DURABLE),
              () -> require(barrier, 2, Told.UNKNOWN),
              () -> {
                barrier.advance(1);
                barrier.poison(cause());
              });
        });
  }

  @Test
  void whatWasUnknownIsToldForCertainLater() {
    Interleavings.explore(
        Interleavings.count(),
        () -> {
          DurabilityBarrier barrier = new DurabilityBarrier(0, 0, SLOT_COUNT);
          Interleavings.together(
              () -> {
                Told told = await(barrier, 1);
                Interleavings.require(told != Told.DURABLE, "sequence 1 was told " + told);
                require(barrier, 2, Told.REFUSED);
              },
              () -> {
                barrier.leaveUnknown(1, 1, cause());
                barrier.refuse(1, 1, cause());
                barrier.refuse(2, 2, cause());
                barrier.advance(2);
              });
          require(barrier, 1, Told.REFUSED);
        });
  }

  private static void require(DurabilityBarrier barrier, long sequence, Told expected) {
    Told told = await(barrier, sequence);
    Interleavings.require(
        told == expected, "sequence " + sequence + " was told " + told + ", not " + expected);
  }

  private static IOException cause() {
    return new IOException("disk full");
  }

  private static Told await(DurabilityBarrier barrier, long sequence) {
    try {
      barrier.await(sequence);
      return Told.DURABLE;
    } catch (AppendRefusedException e) {
      return Told.REFUSED;
    } catch (CommitOutcomeUnknownException e) {
      return Told.UNKNOWN;
    }
  }
}
