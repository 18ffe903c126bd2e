package dev.thermograph.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.LogImage.Entry;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.error.LogPoisonedException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.recovery.LogEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class WriteAheadLogTest {
  private static final long WAIT_NANOS = 10_000_000_000L;

  private final LogImage image = new LogImage();
  private final FlakyFiles flaky = new FlakyFiles(image.current());

  @Test
  void recordsComeBackAsTheyWereAppended() {
    try (WriteAheadLog log = image.open()) {
      log.appendAndAwait(7, (byte) 3, LogImage.bytes("first"));
      log.appendAndAwait(8, (byte) 4, LogImage.bytes(""));

      assertThat(LogImage.entries(log, 1))
          .containsExactly(new Entry(1, 7, (byte) 3, "first"), new Entry(2, 8, (byte) 4, ""));
    }
  }

  @Test
  void recordsSurviveOnARealDisk(@TempDir Path directory) {
    LogOptions options = LogOptions.defaults().withSegmentBytes(1 << 20);
    try (WriteAheadLog log = WriteAheadLog.open(directory, options)) {
      log.appendAndAwait(1, (byte) 1, LogImage.bytes("kept"));
    }
    try (WriteAheadLog log = WriteAheadLog.open(directory, options)) {
      assertThat(log.recovered().end()).isEqualTo(new LogEnd.Closed());
      assertThat(LogImage.entries(log, 1)).containsExactly(new Entry(1, 1, (byte) 1, "kept"));
    }
  }

  @Test
  void appendingDoesNotMoveThePayloadsPosition() {
    try (WriteAheadLog log = image.open()) {
      ByteBuffer payload = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);

      log.appendAndAwait(1, (byte) 1, payload);

      assertThat(payload.position()).isEqualTo(1);
      assertThat(payload.remaining()).isEqualTo(2);
    }
  }

  @Test
  void aReaderStartsAtTheSequenceAskedForAndGoesOnWhenMoreIsDurable() {
    try (WriteAheadLog log = image.open();
        LogReader reader = log.read(2)) {
      assertThat(reader.next()).isFalse();
      append(log, 3);
      assertThat(reader.next()).isTrue();
      assertThat(reader.sequence()).isEqualTo(2);
      assertThat(reader.next()).isTrue();
      assertThat(reader.next()).isFalse();
      append(log, 1);
      assertThat(reader.next()).isTrue();
      assertThat(reader.sequence()).isEqualTo(4);
    }
  }

  @Test
  void aReaderFollowsTheLogThroughSegmentsAndTornTails() {
    image.appendUntilSegments(3, 20_000);
    long count = image.recover().lastSequence();

    assertThat(image.entries()).hasSize((int) count);
  }

  @Test
  void recordsThatAreNotDurableAreNotRead() {
    flaky.holdSyncs();
    try (WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options());
        LogReader reader = log.read(1)) {
      AppendReceipt receipt = new AppendReceipt();
      log.append(1, (byte) 1, LogImage.bytes("x"), Durability.sync(), receipt);

      assertThat(log.durableSequence()).isZero();
      assertThat(reader.next()).isFalse();
      flaky.releaseSyncs();
      log.awaitDurable(receipt.sequence());
      assertThat(reader.next()).isTrue();
    }
  }

  @Test
  void manyAppendersGetDenseSequencesAndAllTheirRecordsBack() {
    int threads = 16;
    int each = 50;
    List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
    try (WriteAheadLog log = image.open()) {
      inThreads(
          threads,
          () -> {
            for (int i = 0; i < each; i++) {
              sequences.add(log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(100)));
            }
          });
    }

    assertThat(sequences)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, (long) threads * each).boxed().toList());
    assertThat(image.entries()).hasSize(threads * each);
  }

  @Test
  void aPayloadAsLargeAsAllowedFitsAndOneByteMoreIsRefusedWithTheLimit() {
    int max = LogImage.options().payloadBytesMax();
    try (WriteAheadLog log = image.open()) {
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(max));
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(max));

      assertThatThrownBy(() -> log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(max + 1)))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessage("payload bytes must be 0..%s: payload bytes=%s", max, max + 1);
    }
    assertThat(image.recover().lastSequence()).isEqualTo(2);
  }

  @Test
  void refusedArgumentsNameTheValueAndTheLimit() {
    try (WriteAheadLog log = image.open()) {
      assertThatThrownBy(() -> log.appendAndAwait(-1, (byte) 1, LogImage.bytes("")))
          .hasMessageContaining("tenant must be 0..2147483647: tenant=-1");
      assertThatThrownBy(() -> log.read(0)).hasMessageContaining("fromSequence=0");
      assertThatThrownBy(() -> log.retainFrom("x", 0)).hasMessageContaining("sequence=0");
      assertThatThrownBy(() -> log.awaitDurable(1)).hasMessageContaining("sequence=1");
    }
    LogOptions options = LogOptions.defaults();
    assertThatThrownBy(() -> options.withSegmentBytes(100))
        .hasMessageContaining("segmentBytes=100");
    assertThatThrownBy(() -> options.withSegmentBytes((1 << 20) + 1))
        .hasMessageContaining("multiple of 4096: segmentBytes=1048577");
    assertThatThrownBy(() -> options.withPreparedSegmentCountMax(65))
        .hasMessageContaining("preparedSegmentCountMax=65");
    assertThatThrownBy(() -> options.withSpin(Duration.ofSeconds(1))).hasMessageContaining("PT1S");
    assertThatThrownBy(() -> Durability.interval(Duration.ofNanos(1)))
        .hasMessageContaining("PT0.000000001S");
  }

  @Test
  void commitTimesNeverGoBackWhenTheClockDoes() {
    AtomicLong micros = new AtomicLong(1_000);
    LogClock clock =
        new LogClock() {
          @Override
          public long epochMicros() {
            return micros.getAndAdd(-10);
          }

          @Override
          public long nanoTime() {
            return System.nanoTime();
          }
        };
    LogImage stepping = new LogImage(LogImage.options().withClock(clock));
    stepping.append(3);
    try (WriteAheadLog log = stepping.open();
        LogReader reader = log.read(1)) {
      log.appendAndAwait(1, (byte) 1, LogImage.bytes("later"));
      while (reader.next()) {
        assertThat(reader.timestampMicros()).isEqualTo(1_000);
      }
      assertThat(reader.sequence()).isEqualTo(4);
    }
  }

  @Test
  void anInterruptNeitherLosesTheOutcomeNorClosesAFile(@TempDir Path directory) {
    LogOptions options = LogOptions.defaults().withSegmentBytes(1 << 20);
    try (WriteAheadLog log = WriteAheadLog.open(directory, options)) {
      for (int i = 0; i < 200; i++) {
        Thread.currentThread().interrupt();
        long sequence = log.appendAndAwait(1, (byte) 1, LogImage.bytes("interrupted"));
        assertThat(Thread.interrupted()).as("interrupt is kept").isTrue();
        assertThat(log.durableSequence()).isGreaterThanOrEqualTo(sequence);
      }
      Thread.currentThread().interrupt();
      assertThat(LogImage.entries(log, 1)).hasSize(200);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void intervalRecordsBecomeDurableWithoutBeingWaitedFor() {
    try (WriteAheadLog log = image.open()) {
      AppendReceipt receipt = new AppendReceipt();
      log.append(
          1, (byte) 1, LogImage.bytes("x"), Durability.interval(Duration.ofMillis(1)), receipt);

      log.awaitDurable(receipt.sequence());

      assertThat(log.durableSequence()).isEqualTo(1);
    }
  }

  @Test
  void recordsWithoutDurabilityAreDurableAfterSyncAndAfterClose() {
    try (WriteAheadLog log = image.open()) {
      AppendReceipt receipt = new AppendReceipt();
      log.append(1, (byte) 1, LogImage.bytes("x"), Durability.none(), receipt);
      assertThat(log.durableSequence()).isZero();

      log.sync();
      assertThat(log.durableSequence()).isEqualTo(1);

      log.append(1, (byte) 1, LogImage.bytes("y"), Durability.none(), receipt);
    }
    assertThat(image.entries()).extracting(Entry::text).containsExactly("x", "y");
  }

  @Test
  void anIdleLogProvesItsLastGroupWithATrailer() {
    LogImage idle = new LogImage(LogImage.options().withTrailerAfter(Duration.ofMillis(1)));
    try (WriteAheadLog log = idle.open()) {
      log.appendAndAwait(1, (byte) 1, LogImage.bytes("x"));

      waitUntil(() -> lastTypeIn(idle) == FrameType.TRAILER);
    }
  }

  private static FrameType lastTypeIn(LogImage image) {
    return image.frames(1).getLast().type();
  }

  @Test
  void segmentsBelowAllFloorsAreReleasedAndTheOthersKept() throws IOException {
    try (WriteAheadLog log = image.open()) {
      RetentionFloor low = log.retainFrom("low", 1);
      RetentionFloor high = log.retainFrom("high", 1);
      for (int i = 0; i < 20; i++) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      }
      high.advance(20);
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(1));
      assertThat(image.current().list()).contains(SegmentNames.segment(1));
      long sealedBytes = log.sealedBytes();
      assertThat(sealedBytes).isGreaterThan(20 * 20_000 / 2);

      low.advance(10);
      waitUntil(() -> !isThere(1));
      assertThat(log.sealedBytes()).isLessThan(sealedBytes);
      assertThat(LogImage.entries(log, 10)).hasSize(12);

      low.close();
      waitUntil(() -> !isThere(3));
      assertThatThrownBy(() -> low.advance(3)).hasMessageContaining("floor of low");
    }
    assertThat(image.recover().lastSequence()).isEqualTo(21);
  }

  @Test
  void readingReleasedRecordsIsRefusedByType() {
    try (WriteAheadLog log = image.open();
        LogReader reader = log.read(1)) {
      append(log, 1);
      assertThat(reader.next()).isTrue();
      for (int i = 0; i < 12; i++) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      }
      log.retainFrom("test", 13);
      waitUntil(() -> !isThere(2));

      assertThatThrownBy(
              () -> {
                while (reader.next()) {
                  assertThat(reader.sequence()).isLessThan(13);
                }
              })
          .isInstanceOf(RecordsReleasedException.class);
      assertThatThrownBy(() -> log.read(1)).isInstanceOf(RecordsReleasedException.class);
      long first = log.firstRetainedSequence();
      assertThat(first).isBetween(2L, 13L);
      assertThat(LogImage.entries(log, first)).hasSize((int) (14 - first));
    }
  }

  /** It was: the owner got a floor and later, when it read, found its records gone. */
  @Test
  void aFloorBelowWhatIsReleasedIsRefusedAndTheLowestRetainedOneIsNot() {
    long firstRetained;
    try (WriteAheadLog log = image.open();
        RetentionFloor _ = log.retainFrom("other", 13)) {
      for (int i = 0; i < 20; i++) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      }
      waitUntil(() -> !isThere(2));
      firstRetained = requireRefusedBelowRetained(log);
    }
    try (WriteAheadLog log = image.open()) {
      assertThat(requireRefusedBelowRetained(log)).isEqualTo(firstRetained);
    }
  }

  private static long requireRefusedBelowRetained(WriteAheadLog log) {
    long first = 1;
    while (isReleased(log, first)) {
      String refusal = "owner=late sequence=" + first + " firstRetained=";
      long released = first;
      assertThatThrownBy(() -> log.retainFrom("late", released))
          .isInstanceOf(RecordsReleasedException.class)
          .hasMessageContaining(refusal);
      first++;
    }
    log.retainFrom("late", first).close();
    assertThat(first).isBetween(2L, 13L);
    return first;
  }

  private static boolean isReleased(WriteAheadLog log, long sequence) {
    try (LogReader _ = log.read(sequence)) {
      return false;
    } catch (RecordsReleasedException e) {
      return true;
    }
  }

  @Test
  void releasedFilesAreUsedAgain() throws IOException {
    try (WriteAheadLog log = image.open()) {
      RetentionFloor floor = log.retainFrom("test", 1);
      for (int i = 0; i < 60; i++) {
        floor.advance(log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000)));
      }
      assertThat(image.current().list()).hasSizeLessThan(6);
    }
    assertThat(image.recover().lastSequence()).isEqualTo(60);
  }

  /** It was: such a file stayed until the log was opened again. */
  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "2,false", "2,true"})
  void aReleasedFileWhoseRenamingFailedIsTriedAgainAtTheNextRelease(
      int preparedCount, boolean takesEffect) throws IOException {
    LogOptions options = LogImage.options().withPreparedSegmentCountMax(preparedCount);
    Set<String> dead = Set.of(SegmentNames.segment(1), SegmentNames.spare(1));
    try (WriteAheadLog log = WriteAheadLog.open(flaky, options);
        RetentionFloor floor = log.retainFrom("test", 1)) {
      flaky.failRenamesOf(SegmentNames.segment(1), takesEffect);
      for (int i = 0; i < 20; i++) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      }
      floor.advance(log.lastSequence());
      waitUntil(() -> flaky.failedRenameCount() > 0);
      flaky.failRenamesOf(null, false);

      waitUntil(
          () -> {
            if (fits(log, 20_000)) {
              floor.advance(log.durableSequence());
            }
            return Collections.disjoint(names(), dead);
          });
      assertThat(image.current().list()).hasSizeLessThan(8);
    }
  }

  private List<String> names() {
    try {
      return image.current().list();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anOpeningThatTheDiskStopsSaysSoByTypeAndCanBeTriedAgain() {
    flaky.failCreates("Input/output error");
    assertThatThrownBy(() -> WriteAheadLog.open(flaky, LogImage.options()))
        .isInstanceOf(LogIoException.class)
        .hasMessage("opening the log failed")
        .hasRootCauseMessage("Input/output error");

    flaky.failCreates(null);
    WriteAheadLog.open(flaky, LogImage.options()).close();
  }

  @Test
  void aFailedSyncPoisonsTheLogAndTellsTheWaitersThatTheOutcomeIsUnknown() {
    WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options());
    append(log, 1);
    flaky.failSyncs("Input/output error");

    assertThatThrownBy(() -> append(log, 1)).isInstanceOf(CommitOutcomeUnknownException.class);
    flaky.failSyncs(null);
    assertThatThrownBy(() -> append(log, 1))
        .isInstanceOf(LogPoisonedException.class)
        .hasRootCauseMessage("Input/output error");
    assertThat(log.durableSequence()).isEqualTo(1);
    log.awaitDurable(1);
    log.close();

    assertThat(image.recover().lastSequence()).isBetween(1L, 2L);
  }

  @Test
  void aFailedWriteIsRefusedForCertainAndTheLogGoesOn() {
    WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options());
    append(log, 2);
    failOneWrite(log);

    assertThat(log.appendAndAwait(1, (byte) 1, LogImage.bytes("after"))).isGreaterThan(3);
    log.close();

    assertThat(image.entries()).extracting(Entry::text).containsExactly("x", "x", "probe", "after");
  }

  /**
   * It was: only the last record's fate was told, so a sync passed over what was refused before.
   */
  @Test
  void aSyncTellsOnceOfARefusedRecordThatNobodyWaitedFor() {
    try (WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options())) {
      long refused = refuseUnawaited(log);

      assertThatThrownBy(log::sync)
          .isInstanceOf(AppendRefusedException.class)
          .hasMessageContaining("sequence=" + refused);
      log.sync();
      append(log, 1);
      log.sync();
      assertThatThrownBy(() -> log.awaitDurable(refused))
          .isInstanceOf(AppendRefusedException.class);
    }
  }

  @Test
  void aSyncTellsOfARefusedRecordAlsoWhenEverythingBehindItIsDurable() {
    try (WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options())) {
      refuseUnawaited(log);
      append(log, 1);
      assertThat(log.durableSequence()).isEqualTo(log.lastSequence());

      assertThatThrownBy(log::sync).isInstanceOf(AppendRefusedException.class);
      log.sync();
    }
  }

  @Test
  void aSyncDoesNotTellAgainOfWhatASyncBeforeHasLeftUnknown() {
    try (WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options())) {
      flaky.failWrites("No space left on device");
      log.append(1, (byte) 1, LogImage.bytes("lost"), Durability.none(), new AppendReceipt());
      assertThatThrownBy(log::sync)
          .isInstanceOfAny(AppendRefusedException.class, CommitOutcomeUnknownException.class);
      flaky.failWrites(null);
      waitUntil(() -> takesAppends(log));

      log.sync();
    }
  }

  /** Returns the sequence of a record without durability whose write failed and was undone. */
  private long refuseUnawaited(WriteAheadLog log) {
    AppendReceipt receipt = new AppendReceipt();
    flaky.failWrites("No space left on device");
    log.append(1, (byte) 1, LogImage.bytes("lost"), Durability.none(), receipt);
    waitUntil(() -> !takesAppends(log));
    flaky.failWrites(null);
    waitUntil(() -> takesAppends(log));
    return receipt.sequence();
  }

  private void failOneWrite(WriteAheadLog log) {
    flaky.failWrites("No space left on device");
    assertThatThrownBy(() -> append(log, 1))
        .isInstanceOfAny(AppendRefusedException.class, CommitOutcomeUnknownException.class)
        .hasRootCauseMessage("No space left on device");
    assertThatThrownBy(() -> append(log, 1)).isInstanceOf(LogFullException.class);
    flaky.failWrites(null);
    waitUntil(() -> takesAppends(log));
  }

  private static boolean fits(WriteAheadLog log, int payloadBytes) {
    try {
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(payloadBytes));
      return true;
    } catch (LogFullException | AppendRefusedException e) { // before or after it is known
      return false;
    }
  }

  private static boolean takesAppends(WriteAheadLog log) {
    try {
      AppendReceipt receipt = new AppendReceipt();
      log.append(1, (byte) 2, LogImage.bytes("probe"), Durability.none(), receipt);
      return true;
    } catch (LogFullException e) {
      return false;
    }
  }

  @Test
  void aRefusedRecordNeverComesBackEvenIfItWasWrittenInPart() {
    WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options());
    append(log, 1);
    flaky.failWrites("File too large");
    AppendReceipt receipt = new AppendReceipt();
    log.append(1, (byte) 1, LogImage.bytes("refused"), Durability.sync(), receipt);
    assertThatThrownBy(() -> log.awaitDurable(receipt.sequence()))
        .isInstanceOf(CommitOutcomeUnknownException.class);
    flaky.failWrites(null);
    waitUntil(() -> takesAppends(log));

    assertThatThrownBy(() -> log.awaitDurable(receipt.sequence()))
        .isInstanceOf(AppendRefusedException.class)
        .hasMessageContaining("sequence=" + receipt.sequence());
    log.close();
    assertThat(image.entries()).extracting(Entry::text).containsExactly("x", "probe");
  }

  @Test
  void shortWritesAreContinued() {
    flaky.shortenWrites(7);
    try (WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options())) {
      append(log, 3);
    }
    assertThat(image.entries()).hasSize(3);
  }

  @Test
  void withoutSpaceForTheNextSegmentAppendsAreRefusedBeforeTheyGetASequenceAndResume() {
    LogOptions ahead = LogImage.options().withPreparedSegmentCountMax(1);
    try (WriteAheadLog log = WriteAheadLog.open(flaky, ahead)) {
      flaky.failCreates("No space left on device");
      long last = fill(log);
      assertThatThrownBy(() -> log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000)))
          .isInstanceOf(LogFullException.class)
          .hasRootCauseMessage("No space left on device");
      assertThat(log.lastSequence()).isEqualTo(last);
      assertThat(LogImage.entries(log, 1)).hasSize((int) last);

      flaky.failCreates(null);
      waitUntil(() -> fits(log, 20_000));
      assertThat(log.lastSequence()).isEqualTo(last + 1);
    }
    assertThat(image.recover().lastSequence()).isGreaterThan(1);
  }

  private static long fill(WriteAheadLog log) {
    while (true) {
      try {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      } catch (LogFullException e) {
        return log.lastSequence();
      }
    }
  }

  @Test
  void aClosedLogTakesNothingAndClosesTwice() {
    WriteAheadLog log = image.open();
    log.close();
    log.close();

    assertThatThrownBy(() -> append(log, 1))
        .isInstanceOf(LogClosedException.class)
        .isInstanceOf(ThermographException.class);
  }

  @Test
  void closingWritesWhatWasAppended() {
    WriteAheadLog log = image.open();
    AppendReceipt receipt = new AppendReceipt();
    for (int i = 0; i < 100; i++) {
      log.append(1, (byte) 1, LogImage.bytes("r" + i), Durability.sync(), receipt);
    }
    log.close();

    assertThat(image.entries()).hasSize(100);
  }

  @Test
  void aFullBatchMakesAppendersWaitAndLosesNothing() {
    LogOptions small =
        new LogOptions(
            1 << 20,
            10_000,
            4096,
            0,
            Durability.sync(),
            Duration.ofSeconds(1),
            Duration.ZERO,
            LogImage.options().keys(),
            LogClock.SYSTEM,
            LogImage.options().random());
    LogImage tight = new LogImage(small);
    try (WriteAheadLog log = tight.open()) {
      inThreads(
          4,
          () -> {
            AppendReceipt receipt = new AppendReceipt();
            for (int i = 0; i < 200; i++) {
              log.append(
                  1,
                  (byte) 1,
                  ByteBuffer.allocate(i % 50 == 0 ? 9_000 : 500),
                  Durability.none(),
                  receipt);
            }
          });
      log.sync();
      assertThat(LogImage.entries(log, 1)).hasSize(800);
    }
  }

  private static void append(WriteAheadLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.appendAndAwait(1, (byte) 1, LogImage.bytes("x"));
    }
  }

  private boolean isThere(long segment) {
    try {
      return image.current().list().contains(SegmentNames.segment(segment));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void inThreads(int count, Runnable body) {
    List<CompletableFuture<Void>> futures = new ArrayList<>();
    try (var executor = java.util.concurrent.Executors.newFixedThreadPool(count)) {
      for (int i = 0; i < count; i++) {
        futures.add(CompletableFuture.runAsync(body, executor));
      }
      futures.forEach(CompletableFuture::join);
    }
  }

  private static void waitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + WAIT_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("waited 10 s").isNegative();
      Thread.onSpinWait();
    }
  }

  @Test
  void aFailurePreparingASegmentIsToldAndNobodyWaitsForEver() {
    LogOptions ahead = LogImage.options().withPreparedSegmentCountMax(1);
    try (WriteAheadLog log = WriteAheadLog.open(flaky, ahead)) {
      flaky.breakLists();
      fill(log);

      assertThatThrownBy(() -> log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000)))
          .isInstanceOf(LogFullException.class)
          .hasRootCauseMessage("list is broken");
    }
  }

  @Test
  void syncOfAReopenedLogWithoutNewRecordsHasNothingToTell() {
    image.append(2);
    try (WriteAheadLog log = image.open()) {
      log.sync();

      assertThat(log.durableSequence()).isEqualTo(2);
    }
  }
}
