package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.FlakyFiles;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogPoisonedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the log took back is never built on, and settling tells no more than it has to. */
@Timeout(60)
final class BuiltOnVoidTest {
  private final LogImage image = new LogImage();
  private final FlakyFiles flaky = new FlakyFiles(image.current());
  private final AppendReceipt receipt = new AppendReceipt();

  /**
   * It was: nobody waited for the first, so nobody heard of its end, and the second stood alone.
   */
  @Test
  void aRecordThatBuildsOnAVoidedOneIsRefusedBeforeItGetsASequence() {
    try (WriteAheadLog log = open()) {
      long voided = voidOne(log);
      long last = log.lastSequence();

      assertThatThrownBy(() -> append(log, voided, Durability.none()))
          .isInstanceOf(AppendBuiltOnVoidException.class)
          .hasMessageContaining("tenant=1")
          .hasMessageContaining("builtOn=" + voided);
      assertThat(log.lastSequence()).isEqualTo(last);
      assertThat(append(log, 0, Durability.none())).isEqualTo(last + 1);
    }
  }

  @Test
  void whatBuildsOnRecordsBeforeAndBehindTheVoidedOnesIsTaken() {
    try (WriteAheadLog log = open()) {
      long before = append(log, 0, Durability.none());
      voidOne(log);
      long behind = append(log, before, Durability.none());
      assertThat(append(log, behind, Durability.none())).isEqualTo(behind + 1);
      log.settle();
      log.awaitDurable(behind);
    }
  }

  /** The failed batch and the one that gathered meanwhile go together, whatever builds on what. */
  @Test
  void allThatWasAppendedBehindAFailedWriteIsVoidedWithIt() {
    try (WriteAheadLog log = open()) {
      flaky.failWrites("No space left on device");
      List<Long> chain = appendUntilBlocked(log);
      flaky.failWrites(null);
      awaitOpen(log);

      for (long voided : chain) {
        assertThatThrownBy(() -> log.awaitDurable(voided))
            .isInstanceOf(AppendRefusedException.class);
        assertThatThrownBy(() -> append(log, voided, Durability.sync()))
            .isInstanceOf(AppendBuiltOnVoidException.class);
      }
    }
  }

  private List<Long> appendUntilBlocked(WriteAheadLog log) {
    List<Long> chain = new ArrayList<>(List.of(append(log, 0, Durability.none())));
    while (true) {
      try {
        chain.add(append(log, chain.getLast(), Durability.none()));
      } catch (LogFullException e) {
        return chain;
      }
    }
  }

  @Test
  void whoNamesARecordThatIsNotOfThisLogIsRefused() {
    try (WriteAheadLog log = open()) {
      long last = append(log, 0, Durability.none());
      assertThatThrownBy(() -> append(log, last + 1, Durability.none()))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("builtOn");
    }
  }

  /** It was: an opening tenant called sync and took the answer for which somebody else came. */
  @Test
  void settlingMakesDurableAndTakesNobodysAnswer() {
    try (WriteAheadLog log = open()) {
      long voided = voidOne(log);
      long kept = append(log, 0, Durability.none());

      assertThat(log.settle()).isEqualTo(kept);
      assertThat(log.durableSequence()).isEqualTo(kept);
      assertThatThrownBy(log::sync)
          .isInstanceOf(AppendRefusedException.class)
          .hasMessageContaining("sequence=" + voided);
    }
  }

  @Test
  void settlingIsDoneWhenTheNewestRecordIsVoid() {
    try (WriteAheadLog log = open()) {
      long kept = append(log, 0, Durability.none());
      voidOne(log);
      assertThat(log.settle()).isEqualTo(log.lastSequence());
      assertThat(LogImage.entries(log, 1)).hasSize((int) kept);
    }
  }

  @Test
  void settlingSaysWhyItIsNotKnown() {
    WriteAheadLog log = open();
    flaky.failWrites("No space left on device");
    append(log, 0, Durability.none());
    awaitBlocked(log);
    assertThatThrownBy(log::settle).isInstanceOf(LogFullException.class);
    log.close();
    assertThatThrownBy(log::settle).isInstanceOf(LogClosedException.class);
  }

  @Test
  void whatWasTakenBackIsToldToWhoAsks() {
    try (WriteAheadLog log = open()) {
      long before = append(log, 0, Durability.none());
      long voided = voidOne(log);
      long behind = append(log, 0, Durability.none());
      assertThat(log.mayHaveVoided(before)).isFalse();
      assertThat(log.mayHaveVoided(voided)).isTrue();
      assertThat(log.mayHaveVoided(behind)).isFalse();
    }
  }

  @Test
  void settlingWithinATimeEndsWhenTheDiskDoesNotAnswer() {
    try (WriteAheadLog log = open()) {
      assertThat(log.settleWithin(0)).as("nothing is under way").isTrue();
      flaky.holdSyncs();
      long last = append(log, 0, Durability.none());
      assertThat(log.settleWithin(TimeUnit.MILLISECONDS.toNanos(5))).isFalse();
      flaky.releaseSyncs();
      assertThat(log.settleWithin(TimeUnit.SECONDS.toNanos(50))).isTrue();
      assertThat(log.durableSequence()).isEqualTo(last);
    }
  }

  @Test
  void settlingWithinATimeSaysWhyItIsNotKnown() {
    try (WriteAheadLog log = open()) {
      flaky.failWrites("No space left on device");
      append(log, 0, Durability.none());
      awaitBlocked(log);
      assertThatThrownBy(() -> log.settleWithin(TimeUnit.SECONDS.toNanos(50)))
          .isInstanceOf(LogFullException.class);
      flaky.failWrites(null);
      awaitOpen(log);
      assertThat(log.settleWithin(TimeUnit.SECONDS.toNanos(50))).as("it is void").isTrue();
    }
  }

  @Test
  void settlingAfterAFailedSyncIsRefused() {
    try (WriteAheadLog log = open()) {
      flaky.failSyncs("Input/output error");
      append(log, 0, Durability.none());
      assertThatThrownBy(log::settle).isInstanceOf(LogPoisonedException.class);
    }
  }

  private WriteAheadLog open() {
    return WriteAheadLog.open(flaky, LogImage.options());
  }

  private long append(WriteAheadLog log, long builtOn, Durability durability) {
    log.append(1, (byte) 1, LogImage.bytes("x"), builtOn, durability, receipt);
    return receipt.sequence();
  }

  /** Returns the sequence of a record that nobody waited for and that the log took back. */
  private long voidOne(WriteAheadLog log) {
    log.settle(); // nothing else is under way
    flaky.failWrites("No space left on device");
    long voided = append(log, 0, Durability.none());
    awaitBlocked(log);
    flaky.failWrites(null);
    awaitOpen(log);
    return voided;
  }

  private static void awaitBlocked(WriteAheadLog log) {
    while (isOpen(log)) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static void awaitOpen(WriteAheadLog log) {
    while (!isOpen(log)) {
      LockSupport.parkNanos(100_000);
    }
  }

  /** Asks with a record that builds on the last one: when that is void, none is appended. */
  private static boolean isOpen(WriteAheadLog log) {
    try {
      log.append(
          1,
          (byte) 1,
          LogImage.bytes("probe"),
          log.lastSequence(),
          Durability.none(),
          new AppendReceipt());
      return true;
    } catch (LogFullException e) {
      return false;
    } catch (AppendBuiltOnVoidException e) {
      return true;
    }
  }
}
