package dev.thermograph.wal.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.FlakyFiles;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogImage.Frame;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("try") // closing the log early is what some of these tests are about
final class LogFollowerTest {
  private final LogImage image = new LogImage();

  private Follows follow(long fromSequence) {
    return new Follows(image.current().reopen(), fromSequence);
  }

  private static void append(WriteAheadLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.appendAndAwait(1, (byte) 1, LogImage.bytes("record-" + (log.lastSequence() + 1)));
    }
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void theNewestGroupIsDeliveredOnceSomethingBehindProvesIt() {
    try (WriteAheadLog log = image.open();
        Follows follows = follow(1)) {
      append(log, 1);
      assertThat(follows.poll().sequences()).isEmpty();
      append(log, 1);
      assertThat(follows.poll().sequences()).containsExactly(1L);
      log.close();
      assertThat(follows.poll().sequences()).containsExactly(1L, 2L);
      assertThat(follows.texts()).containsExactly("record-1", "record-2");
      assertThat(follows.follower().lastSequence()).isEqualTo(2);
    }
  }

  @Test
  void theTrailerOfAnIdleWriterProvesTheNewestGroup() {
    LogImage idling = new LogImage(LogImage.options().withTrailerAfter(Duration.ofMillis(1)));
    try (WriteAheadLog log = idling.open();
        Follows follows = new Follows(idling.current().reopen(), 1)) {
      append(log, 1);
      while (follows.poll().sequences().isEmpty()) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(follows.sequences()).containsExactly(1L);
    }
  }

  @Test
  void recordsThatWereNeverSyncedAreNotDelivered() {
    try (WriteAheadLog log = image.open();
        Follows follows = follow(1)) {
      append(log, 1);
      AppendReceipt receipt = new AppendReceipt();
      for (int i = 0; i < 20; i++) {
        log.append(1, (byte) 1, LogImage.bytes("unsynced"), Durability.none(), receipt);
        log.appendAndAwait(1, (byte) 1, LogImage.bytes("x"));
        log.append(1, (byte) 1, LogImage.bytes("unsynced"), Durability.none(), receipt);
        long durable = log.durableSequence();
        follows.poll();
        assertThat(follows.follower().lastSequence()).isLessThanOrEqualTo(durable);
      }
    }
  }

  @Test
  void everyRecordComesOnceAndInOrderOverManySegments() {
    try (WriteAheadLog log = image.open();
        Follows follows = follow(1)) {
      for (int i = 0; i < 40; i++) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
        follows.poll();
        assertThat(follows.sequences()).isEqualTo(range(1, log.lastSequence() - 1));
      }
      log.close();
      assertThat(follows.poll().sequences()).isEqualTo(range(1, 40));
      assertThat(follows.follower().position().segmentNumber()).isGreaterThan(5);
    }
  }

  @Test
  void aFollowerThatComesLaterCatchesUpFromTheSequenceAskedFor() {
    image.appendUntilSegments(6, 20_000);
    long last = image.recover().lastSequence();

    for (long from : List.of(1L, 2L, last / 2, last, last + 1, last + 100)) {
      try (Follows follows = follow(from)) {
        assertThat(follows.poll().sequences()).isEqualTo(range(from, last));
      }
    }
  }

  @Test
  void aWriterThatClosesAndComesBackIsFollowed() {
    try (Follows follows = follow(1)) {
      for (int i = 0; i < 5; i++) {
        image.append(3);
        assertThat(follows.poll().sequences()).isEqualTo(range(1, 3L * (i + 1)));
      }
    }
  }

  @Test
  void aLogThatDoesNotExistYetIsWaitedFor(@TempDir Path parent) {
    Path directory = parent.resolve("later");
    try (LogFollower follower = LogFollower.open(directory, KeyProvider.NONE, 1)) {
      assertThat(follower.next()).isFalse();
      assertThat(follower.provenUpTo()).isEqualTo(LogPosition.of(0));
      assertThatThrownBy(follower::sequence).isInstanceOf(IllegalStateException.class);

      try (WriteAheadLog log = WriteAheadLog.open(directory, LogImage.options())) {
        assertThat(follower.next()).isFalse();
        append(log, 2);
        assertThat(follower.next()).isTrue();
        assertThat(follower.sequence()).isEqualTo(1);
        assertThat(follower.tenant()).isEqualTo(1);
        assertThat(follower.recordType()).isEqualTo((byte) 1);
        assertThat(follower.isEncrypted()).isFalse();
        assertThat(follower.timestampMicros()).isPositive();
        assertThat(follower.next()).isFalse();
      }
    }
  }

  @Test
  void refusedRecordsAreNotDelivered() {
    FlakyFiles flaky = new FlakyFiles(image.current());
    try (WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options());
        Follows follows = follow(1)) {
      append(log, 2);
      flaky.failWrites("disk full");
      AppendReceipt receipt = new AppendReceipt();
      log.append(1, (byte) 1, LogImage.bytes("refused"), Durability.sync(), receipt);
      assertThatThrownBy(() -> log.awaitDurable(receipt.sequence()))
          .isInstanceOf(RuntimeException.class);
      follows.poll();
      flaky.failWrites(null);
      appendOnceItGoes(log);
      append(log, 1);

      long refused = receipt.sequence();
      assertThat(refused).isEqualTo(3);
      assertThat(follows.poll().sequences()).contains(1L, 2L).doesNotContain(refused);
      assertThat(follows.follower().lastSequence()).isGreaterThan(refused);
      assertThat(follows.texts()).doesNotContain("refused");
    }
  }

  private static void appendOnceItGoes(WriteAheadLog log) {
    while (true) {
      try {
        append(log, 1);
        return;
      } catch (AppendRefusedException | dev.thermograph.wal.error.LogFullException e) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Group 6.. is torn and dropped; the next writer gives its sequences to other records. */
  @Test
  void theRecordsAfterATornTailAreDeliveredAndNotTheTornOnes() {
    image.append(5);
    byte[] crashed;
    try (WriteAheadLog log = image.open()) {
      AppendReceipt receipt = new AppendReceipt();
      for (int i = 0; i < 50; i++) {
        log.append(1, (byte) 1, LogImage.bytes("torn"), Durability.none(), receipt);
      }
      log.sync();
      crashed = image.read(1, 0, LogImage.SEGMENT_BYTES);
    }
    image.write(1, 0, crashed);
    Frame first = image.frame(1, FrameType.DATA, 5);
    image.zero(1, first.offset(), first.offset() + 8);
    try (Follows follows = follow(1)) {
      assertThat(follows.poll().sequences()).isEqualTo(range(1, 5));
      image.append(3);
      assertThat(follows.poll().sequences()).isEqualTo(range(1, 8));
      assertThat(follows.texts()).doesNotContain("torn");
    }
  }

  /** A segment that was prepared, and prepared again under another epoch after a crash. */
  @Test
  void aPreparedSegmentMayBeReplacedUnderTheFollower() {
    LogImage prepared = new LogImage(LogImage.options().withPreparedSegmentCountMax(2));
    try (Follows follows = new Follows(prepared.current(), 1)) {
      for (int opening = 0; opening < 6; opening++) {
        try (WriteAheadLog log = prepared.open()) {
          for (int i = 0; i < 5; i++) {
            log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
            follows.poll();
          }
        }
        assertThat(follows.poll().sequences()).isEqualTo(range(1, 5L * (opening + 1)));
      }
    }
  }

  private void releaseUpTo(WriteAheadLog log, RetentionFloor floor, long segment)
      throws IOException {
    floor.advance(log.lastSequence() + 1);
    while (image.current().list().contains(SegmentNames.segment(segment))) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aFollowerThatWasTooSlowIsToldThatRecordsWereReleased() throws IOException {
    try (WriteAheadLog log = image.open();
        Follows slow = follow(1);
        Follows idle = follow(1)) {
      RetentionFloor floor = log.retainFrom("test", 1);
      append(log, 3);
      slow.follower().next();
      while (log.lastSequence() < 30) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      }
      idle.poll();
      assertThat(idle.sequences()).isEqualTo(range(1, 29));
      while (log.lastSequence() < 60) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      }
      releaseUpTo(log, floor, 9);

      assertThatThrownBy(slow::poll).isInstanceOf(RecordsReleasedException.class);
      assertThat(slow.sequences()).isSubsetOf(range(2, 30));
      assertThatThrownBy(idle::poll).isInstanceOf(RecordsReleasedException.class);
      assertThatThrownBy(idle::poll).as("again").isInstanceOf(RecordsReleasedException.class);
      try (Follows late = follow(1)) {
        assertThatThrownBy(late::poll)
            .isInstanceOf(RecordsReleasedException.class)
            .hasMessageContaining("fromSequence=1");
      }
      try (Follows fresh = follow(log.lastSequence())) {
        log.close();
        assertThat(fresh.poll().sequences()).containsExactly(log.lastSequence());
      }
    }
  }

  @Test
  void aDamagedDurableRecordIsNotPassedOver() {
    image.appendUntilSegments(3, 20_000);
    Frame hit = image.frame(1, FrameType.DATA, 2);
    image.flip(1, hit.offset() + 60);

    try (Follows follows = follow(1)) {
      assertThatThrownBy(follows::poll)
          .isInstanceOfSatisfying(
              LogCorruptedException.class,
              damage -> {
                assertThat(damage.file()).isEqualTo(SegmentNames.segment(1));
                assertThat(damage.offset()).isEqualTo(hit.offset());
                assertThat(damage.lastGoodSequence()).isEqualTo(2);
              });
      assertThat(follows.sequences()).containsExactly(1L, 2L);
    }
  }

  @Test
  void aDamagedSegmentHeaderIsNotTakenForARelease() {
    image.appendUntilSegments(5, 20_000);
    image.flip(3, 50);

    try (Follows follows = follow(1)) {
      assertThatThrownBy(follows::poll)
          .isInstanceOf(LogCorruptedException.class)
          .hasMessageContaining(SegmentNames.segment(3));
    }
  }

  @Test
  void nothingIsWrittenAndNoLockIsTaken(@TempDir Path directory) {
    try (WriteAheadLog log = WriteAheadLog.open(directory, LogImage.options())) {
      append(log, 3);
    }
    try (LogFollower follower = LogFollower.open(directory, KeyProvider.NONE, 1)) {
      assertThat(follower.next()).isTrue();
      try (WriteAheadLog log = WriteAheadLog.open(directory, LogImage.options())) {
        append(log, 1);
      }
      for (long sequence = 2; sequence <= 4; sequence++) {
        assertThat(follower.next()).isTrue();
        assertThat(follower.sequence()).isEqualTo(sequence);
      }
    }
  }

  @Test
  void aClosedFollowerAndABadSequenceAreRefused() {
    Follows follows = follow(1);
    follows.close();
    follows.close();

    assertThatThrownBy(follows::poll).isInstanceOf(LogClosedException.class);
    assertThatThrownBy(() -> LogFollower.open(MemorySegmentFiles.create(), KeyProvider.NONE, 0))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("fromSequence=0");
  }
}
