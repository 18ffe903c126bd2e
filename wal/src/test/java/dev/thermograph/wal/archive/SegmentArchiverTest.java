package dev.thermograph.wal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.wal.FlakyFiles;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogImage.Frame;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.archive.Archives.Archived;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings(
    "try") // when an archiver or a log is closed is what some of these tests are about
final class SegmentArchiverTest {
  private static final long PAUSE_NANOS = 1_000_000;

  private final LogImage image = new LogImage();
  private final MemorySegmentFiles target = MemorySegmentFiles.create();

  private static void append(WriteAheadLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
    }
  }

  private boolean isInLog(long segment) {
    return Archives.names(image.current()).contains(SegmentNames.segment(segment));
  }

  @Test
  void segmentsAreArchivedAsTheyAreSealed() {
    try (WriteAheadLog log = image.open();
        SegmentArchiver archiver = log.archiveTo(target)) {
      assertThat(archiver.status()).isEqualTo(new ArchiveStatus(0, 0, 0, null));
      for (long segment = 1; segment < 6; segment++) {
        append(log, 6);
        assertThat(archiver.awaitArchived(segment, Archives.LONG)).isTrue();
        assertThat(Archives.names(target)).contains(ArchiveNames.archive(segment));
      }
      assertThat(archiver.status().lastFailure()).isNull();
      assertThat(archiver.status().lastArchivedSequence())
          .isEqualTo(ArchiveReader.open(target, KeyProvider.NONE).lastSequence());
    }
    ArchiveReader.open(target, KeyProvider.NONE).verify();
  }

  @Test
  void segmentsSealedBeforeTheArchiverStartedAreArchivedFirst() {
    image.appendUntilSegments(6, 20_000);

    Archives.archive(image, target);

    assertThat(Archives.names(target))
        .isEqualTo(
            new java.util.TreeSet<>(
                LongStream.rangeClosed(1, 5).mapToObj(ArchiveNames::archive).toList()));
    assertThat(Archives.all(target))
        .extracting(Archived::sequence)
        .isEqualTo(
            LongStream.rangeClosed(1, image.frames(6).getFirst().sequence()).boxed().toList());
  }

  @Test
  void archivesGoToARealDisk(@TempDir Path directory) throws IOException {
    image.appendUntilSegments(4, 20_000);
    try (DiskSegmentFiles disk = DiskSegmentFiles.open(directory);
        WriteAheadLog log = image.open();
        SegmentArchiver toDisk = log.archiveTo(disk);
        SegmentArchiver toMemory = log.archiveTo(target)) {
      assertThat(toDisk.awaitArchived(3, Archives.LONG)).isTrue();
      assertThat(toMemory.awaitArchived(3, Archives.LONG)).isTrue();
    }
    try (DiskSegmentFiles disk = DiskSegmentFiles.openReadOnly(directory)) {
      ArchiveReader.open(disk, KeyProvider.NONE).verify();
      assertThat(Archives.all(disk)).hasSizeGreaterThan(9).isEqualTo(Archives.all(target));
    }
  }

  @Test
  void nothingIsReleasedWhileItCannotBeArchived() throws IOException {
    FlakyFiles flaky = new FlakyFiles(target);
    flaky.failCreates("archive disk full");
    try (WriteAheadLog log = image.open();
        SegmentArchiver archiver = log.archiveTo(flaky);
        RetentionFloor floor = log.retainFrom("test", 1)) {
      append(log, 40);
      floor.advance(log.lastSequence() + 1);
      Archives.awaitTrue(() -> archiver.status().lastFailure() != null);
      append(log, 5);

      assertThat(archiver.status().lastFailure()).hasMessageContaining("archive disk full");
      assertThat(archiver.status().pendingCount()).isGreaterThan(6);
      assertThat(archiver.awaitArchived(1, Duration.ofMillis(50))).isFalse();
      assertThat(isInLog(1)).isTrue();

      flaky.failCreates(null);
      long sealed = Archives.currentSegment(image) - 1;
      assertThat(archiver.awaitArchived(sealed, Archives.LONG)).isTrue();
      assertThat(archiver.status().lastFailure()).isNull();
      Archives.awaitTrue(() -> !isInLog(sealed - 1));
      requireNewestArchivedIsKept(archiver);
    }
    assertThat(Archives.all(target)).extracting(Archived::sequence).startsWith(1L, 2L, 3L);
  }

  /** A RELEASE takes room too, so another segment may be sealed and archived meanwhile. */
  private void requireNewestArchivedIsKept(SegmentArchiver archiver) {
    long newest;
    boolean kept;
    do {
      newest = archiver.status().lastArchivedSegment();
      kept = isInLog(newest);
    } while (newest != archiver.status().lastArchivedSegment());
    assertThat(kept).as("segment %d is kept until the next one is archived", newest).isTrue();
  }

  @Test
  void failedWritesAndSyncsOfTheTargetAreTriedAgainAndLeaveNothingBehind() throws IOException {
    FlakyFiles flaky = new FlakyFiles(target);
    image.appendUntilSegments(3, 20_000);
    try (WriteAheadLog log = image.open()) {
      flaky.failWrites("no space");
      SegmentArchiver archiver = log.archiveTo(flaky);
      Archives.awaitTrue(() -> archiver.status().lastFailure() != null);
      flaky.failSyncs("sync failed");
      flaky.failWrites(null);
      Archives.awaitTrue(
          () -> String.valueOf(archiver.status().lastFailure()).contains("sync failed"));
      flaky.shortenWrites(100);
      flaky.failSyncs(null);
      assertThat(archiver.awaitArchived(2, Archives.LONG)).isTrue();
    }
    assertThat(Archives.names(target))
        .containsExactly(ArchiveNames.archive(1), ArchiveNames.archive(2));
    ArchiveReader.open(target, KeyProvider.NONE).verify();
  }

  @Test
  void anArchiverThatComesBackKeepsWhatIsThereAndGoesOn() {
    image.appendUntilSegments(4, 20_000);
    Archives.archive(image, target);
    byte[] first = Archives.bytes(target, ArchiveNames.archive(1));
    byte[] third = Archives.bytes(target, ArchiveNames.archive(3));

    image.appendUntilSegments(7, 20_000);
    Archives.archive(image, target);

    assertThat(Archives.bytes(target, ArchiveNames.archive(1))).isEqualTo(first);
    assertThat(Archives.bytes(target, ArchiveNames.archive(3))).isEqualTo(third);
    ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);
    reader.verify();
    assertThat(reader.lastSegment()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void unfinishedFilesAreCleanedAndOtherFilesAreLeftAlone() {
    image.appendUntilSegments(3, 20_000);
    Archives.put(target, ArchiveNames.unfinished(2), new byte[100]);
    Archives.put(target, ArchiveNames.unfinished(99), new byte[100]);
    Archives.put(target, "notes.txt", new byte[100]);

    Archives.archive(image, target);

    assertThat(Archives.names(target))
        .containsExactlyInAnyOrder(ArchiveNames.archive(1), ArchiveNames.archive(2), "notes.txt");
  }

  @Test
  void anArchiveFileThatIsNotOfThisSegmentIsRefusedAndKept() throws IOException {
    image.appendUntilSegments(4, 20_000);
    LogImage other = new LogImage(LogImage.options().withRandom(new Random(7)));
    byte[] foreign =
        Archives.bytes(Archives.of(other.appendUntilSegments(3, 20_000)), ArchiveNames.archive(2));
    Archives.put(target, ArchiveNames.archive(2), foreign);

    try (WriteAheadLog log = image.open();
        SegmentArchiver archiver = log.archiveTo(target)) {
      assertThat(archiver.awaitArchived(1, Archives.LONG)).isTrue();
      Archives.awaitTrue(() -> archiver.status().lastFailure() != null);

      assertThat(archiver.status().lastFailure())
          .isInstanceOf(ArchiveRefusedException.class)
          .hasMessageContaining(ArchiveNames.archive(2));
      assertThat(Archives.bytes(target, ArchiveNames.archive(2))).isEqualTo(foreign);

      target.delete(ArchiveNames.archive(2));
      assertThat(archiver.awaitArchived(3, Archives.LONG)).isTrue();
    }
  }

  @Test
  void anArchiveOfAnotherLogIsNotGoneOnWith() {
    LogImage other = new LogImage(LogImage.options().withRandom(new Random(7)));
    Archives.archive(other.appendUntilSegments(2, 20_000), target);
    image.appendUntilSegments(4, 20_000);

    try (WriteAheadLog log = image.open();
        SegmentArchiver archiver = log.archiveTo(target)) {
      Archives.awaitTrue(() -> archiver.status().lastFailure() != null);
      assertThat(archiver.status().lastFailure()).isInstanceOf(ArchiveRefusedException.class);
      assertThat(archiver.status().lastArchivedSegment()).isZero();
    }
    assertThat(Archives.names(target)).containsExactly(ArchiveNames.archive(1));
  }

  @Test
  void aHoleBetweenArchiveAndLogIsRefused() throws IOException {
    image.appendUntilSegments(3, 20_000);
    Archives.archive(image, target);
    try (WriteAheadLog log = image.open();
        RetentionFloor floor = log.retainFrom("test", log.lastSequence() + 1)) {
      append(log, 30);
      floor.advance(log.lastSequence());
      Archives.awaitTrue(() -> !isInLog(4));
      append(log, 10);
      SegmentArchiver archiver = log.archiveTo(target);
      Archives.awaitTrue(() -> archiver.status().lastFailure() != null);

      assertThat(archiver.status().lastFailure())
          .isInstanceOf(ArchiveRefusedException.class)
          .hasMessageContaining("neither in the log nor in the archive");
    }
    assertThat(Archives.names(target)).hasSize(2);
  }

  @Test
  void aDamagedSegmentIsNeitherArchivedNorReleased() {
    try (WriteAheadLog log = image.open();
        RetentionFloor floor = log.retainFrom("test", 1)) {
      append(log, 30);
      image.flip(2, image.frame(2, FrameType.DATA, 1).offset() + 100);
      SegmentArchiver archiver = log.archiveTo(target);
      floor.advance(log.lastSequence());
      Archives.awaitTrue(() -> archiver.status().lastFailure() != null);

      assertThat(archiver.status().lastFailure())
          .isInstanceOf(LogCorruptedException.class)
          .hasMessageContaining(SegmentNames.segment(2));
      assertThat(archiver.status().lastArchivedSegment()).isEqualTo(1);
      assertThat(isInLog(2)).isTrue();
    }
    assertThat(Archives.names(target)).containsExactly(ArchiveNames.archive(1));
  }

  /** Voided sequences, a torn end, a segment without records: what a log can look like. */
  @Test
  void logsWithHistoryAreArchivedWhole() {
    FlakyFiles flaky = new FlakyFiles(image.current());
    try (WriteAheadLog log = WriteAheadLog.open(flaky, LogImage.options())) {
      append(log, 2);
      flaky.failWrites("disk full");
      assertThatThrownBy(() -> append(log, 1)).isInstanceOf(RuntimeException.class);
      flaky.failWrites(null);
      appendOnceItGoes(log);
    }
    for (int i = 0; i < 3; i++) {
      image.open().close();
      long current = Archives.currentSegment(image);
      Frame close = image.frames(current).getLast();
      assertThat(close.type()).isEqualTo(FrameType.CLOSE);
      image.zero(current, close.offset(), close.end());
    }
    image.append(2);
    List<Long> sequences = image.entries().stream().map(LogImage.Entry::sequence).toList();
    assertThat(sequences).contains(1L, 2L).doesNotContain(3L);

    Archives.archive(image, target);

    ArchiveReader reader = ArchiveReader.open(target, KeyProvider.NONE);
    reader.verify();
    assertThat(reader.lastSegment()).isGreaterThanOrEqualTo(3);
    assertThat(Archives.all(target))
        .extracting(Archived::sequence)
        .isEqualTo(
            sequences.stream().filter(sequence -> sequence <= reader.lastSequence()).toList())
        .hasSizeGreaterThanOrEqualTo(3);
  }

  private static void appendOnceItGoes(WriteAheadLog log) {
    while (true) {
      try {
        append(log, 1);
        return;
      } catch (dev.thermograph.error.ThermographException e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  @Test
  void aClosedArchiverSaysSoAndItsThreadEnds() {
    try (WriteAheadLog log = image.open()) {
      SegmentArchiver archiver = log.archiveTo(target);
      archiver.close();
      archiver.close();

      assertThatThrownBy(() -> archiver.awaitArchived(1, Archives.LONG))
          .isInstanceOf(LogClosedException.class);
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("thermograph-wal-archive");
    }
  }

  @Test
  void closingTheLogClosesItsArchivers() {
    SegmentArchiver archiver;
    try (WriteAheadLog log = image.open()) {
      archiver = log.archiveTo(target);
    }
    assertThatThrownBy(() -> archiver.awaitArchived(1, Archives.LONG))
        .isInstanceOf(LogClosedException.class);
  }

  @Test
  void anInterruptIsKeptAndDoesNotCutTheWait() {
    image.appendUntilSegments(3, 20_000);
    try (WriteAheadLog log = image.open();
        SegmentArchiver archiver = log.archiveTo(target)) {
      Thread.currentThread().interrupt();

      assertThat(archiver.awaitArchived(2, Archives.LONG)).isTrue();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void twoArchivesHoldTheSame() {
    MemorySegmentFiles second = MemorySegmentFiles.create();
    image.appendUntilSegments(4, 20_000);
    try (WriteAheadLog log = image.open();
        RetentionFloor _ = log.retainFrom("until both have begun", 1);
        SegmentArchiver one = log.archiveTo(target);
        SegmentArchiver two = log.archiveTo(second)) {
      assertThat(one.awaitArchived(3, Archives.LONG)).isTrue();
      assertThat(two.awaitArchived(3, Archives.LONG)).isTrue();
    }
    for (String name : Archives.names(target)) {
      assertThat(Archives.bytes(second, name)).isEqualTo(Archives.bytes(target, name));
    }
  }
}
