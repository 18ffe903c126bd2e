package dev.thermograph.wal.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogImage.Frame;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.ForeignFileException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.UnknownFormatVersionException;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.Headers;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LogRecoveryTest {
  private static final int FIRST = SegmentHeaderLayout.FIRST_FRAME_OFFSET;

  private final LogImage image = new LogImage();

  @Test
  void anEmptyDirectoryHasNoLog() {
    assertThat(image.recover().end()).isEqualTo(new LogEnd.Absent());
  }

  @Test
  void aClosedLogEndsCleanly() {
    RecoveredLog log = image.append(3).recover();

    assertThat(log.end()).isEqualTo(new LogEnd.Closed());
    assertThat(log.lastSequence()).isEqualTo(3);
    assertThat(log.segments()).hasSize(1);
    assertThat(log.releasedBefore()).isEqualTo(1);
  }

  @Test
  void aClosedLogGoesOnInItsSegmentBehindReopen() {
    image.append(2).append(1);

    assertThat(image.frames(1))
        .extracting(Frame::type)
        .containsSubsequence(FrameType.CLOSE, FrameType.REOPEN, FrameType.DATA, FrameType.CLOSE);
    assertThat(image.recover().lastSequence()).isEqualTo(3);
  }

  @Test
  void aLogWithoutCloseIsUnclosedAndGoesOnInANewSegment() {
    image.append(2);
    cutClose();

    assertThat(image.recover().end()).isEqualTo(new LogEnd.Unclosed());
    image.append(1);
    assertThat(image.recover().segments())
        .extracting(RecoveredSegment::number)
        .containsExactly(1L, 2L);
    assertThat(image.entries()).hasSize(3);
  }

  @Test
  void anUnfinishedLastGroupIsATornTailAndItsBytesAreCounted() {
    image.append(3);
    cutClose();
    Frame last = image.frame(1, FrameType.DATA, 2);
    image.flip(1, last.offset() + 50);

    RecoveredLog log = image.recover();

    assertThat(log.end()).isEqualTo(new LogEnd.TornTail(4096));
    assertThat(log.lastSequence()).isEqualTo(2);
  }

  @Test
  void aTornTailIsPassedByWhenTheNextSegmentStartsThere() {
    image.append(3);
    cutClose();
    image.flip(1, image.frame(1, FrameType.DATA, 2).offset() + 50);
    image.append(2);

    RecoveredLog log = image.recover();

    assertThat(log.lastSequence()).isEqualTo(4);
    assertThat(log.end()).isEqualTo(new LogEnd.Closed());
    assertThat(image.entries())
        .extracting(LogImage.Entry::sequence)
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aTornGroupBehindALostFirstBlockIsStillSeen() {
    image.append(3);
    cutClose();
    Frame last = image.frame(1, FrameType.DATA, 2);
    Frame middle = image.frame(1, FrameType.DATA, 1);
    byte[] unsynced = image.read(1, last.offset(), last.end() - last.offset());
    image.zero(1, middle.offset(), middle.offset() + 8192);
    image.write(1, last.offset(), reseal(unsynced, middle.syncedUpTo()));

    RecoveredLog log = image.recover();

    assertThat(log.end()).isEqualTo(new LogEnd.TornTail(8192));
    assertThat(log.lastSequence()).isEqualTo(1);
  }

  @Test
  void damageBeforeALaterSyncedGroupIsRefusedWithItsPlace() {
    image.append(5);
    Frame second = image.frame(1, FrameType.DATA, 1);
    image.flip(1, second.offset() + 50);

    LogCorruptedException refusal =
        catchThrowableOfType(LogCorruptedException.class, image::recover);

    assertThat(refusal.file()).isEqualTo(SegmentNames.segment(1));
    assertThat(refusal.offset()).isEqualTo(second.offset());
    assertThat(refusal.lastGoodSequence()).isEqualTo(1);
    assertThat(refusal.lostUpToSequence()).isEqualTo(5);
    assertThat(refusal).hasMessageContaining("nothing was changed");
  }

  @Test
  void damageInTheLastGroupIsProvedByTheTrailerBehindIt() {
    image.append(2);
    image.flip(1, image.frame(1, FrameType.DATA, 1).offset() + 50);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("lastGoodSequence=1");
  }

  /**
   * Found by the explorer of damages: a marker's block, written again in place of the last group,
   * continued the chain as well as the group had, and the CLOSE behind it said no more than "up to
   * here".
   */
  @Test
  void aMarkerInPlaceOfTheLastGroupIsFoundOutByTheCloseBehindIt() {
    image.append(2).append(1);
    Frame marker = image.frame(1, FrameType.CLOSE, 0);
    Frame last = image.frame(1, FrameType.DATA, 2);
    image.write(1, last.offset(), image.read(1, marker.offset(), 4096));

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("lastGoodSequence=2")
        .hasMessageContaining("up to sequence 3");
  }

  @Test
  void aMarkerInPlaceOfTheLastGroupIsFoundOutByTheNextSegment() {
    image.append(1).append(1);
    Frame marker = image.frame(1, FrameType.CLOSE, 0);
    Frame last = image.frame(1, FrameType.DATA, 1);
    Frame close = image.frame(1, FrameType.CLOSE, 1);
    image.zero(1, close.offset(), close.end());
    image.append(0);
    image.write(1, last.offset(), image.read(1, marker.offset(), 4096));

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("lastGoodSequence=1")
        .hasMessageContaining("up to sequence 2");
  }

  @Test
  void openingARefusedLogLeavesEveryByteAsItWas() {
    image.append(5);
    image.flip(1, image.frame(1, FrameType.DATA, 1).offset() + 50);
    byte[] before = image.read(1, 0, LogImage.SEGMENT_BYTES);

    assertThatThrownBy(image::open).isInstanceOf(LogCorruptedException.class);

    assertThat(image.read(1, 0, LogImage.SEGMENT_BYTES)).isEqualTo(before);
  }

  @Test
  void aChainRunsThroughSealedSegments() {
    image.appendUntilSegments(3, 20_000);

    RecoveredLog log = image.recover();

    assertThat(log.segments()).hasSize(3);
    assertThat(image.frames(1).getLast().type()).isEqualTo(FrameType.SEAL);
    assertThat(log.segments().get(1).previousSequence())
        .isEqualTo(log.segments().get(0).lastSequence());
  }

  @Test
  void damageInASealedSegmentIsProvedByTheNextOne() {
    image.appendUntilSegments(2, 20_000);
    image.flip(1, image.frames(1).getLast().offset() + 50);

    assertThatThrownBy(image::recover).isInstanceOf(LogCorruptedException.class);
  }

  @Test
  void aMissingSegmentInTheMiddleIsRefused() {
    image.appendUntilSegments(3, 20_000);
    image.delete(2);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("segments 1 to 2 are missing");
  }

  @Test
  void aMissingLastSegmentIsRefusedBecauseTheSealSaysThatTheLogGoesOn() {
    image.appendUntilSegments(2, 20_000);
    image.delete(2);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("segment 2, whose file is missing");
  }

  @Test
  void aMissingFirstSegmentIsRefusedUnlessItWasReleased() {
    image.appendUntilSegments(2, 20_000);
    image.delete(1);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("segments 1 to 1 are missing");
  }

  @Test
  void aPreparedSegmentBehindTheEndIsUnused() {
    image.append(2);
    prepare(2);

    RecoveredLog log = image.recover();

    assertThat(log.end()).isEqualTo(new LogEnd.Closed());
    assertThat(log.unusedSegments()).containsExactly(2L);
  }

  @Test
  void aSegmentThatWasNeverStartedBehindASealIsUnused() {
    image.appendUntilSegments(2, 20_000);
    image.zero(2, FIRST, LogImage.SEGMENT_BYTES);

    RecoveredLog log = image.recover();

    assertThat(log.segments()).hasSize(1);
    assertThat(log.unusedSegments()).containsExactly(2L);
    assertThat(log.end()).isEqualTo(new LogEnd.Unclosed());
  }

  @Test
  void aLostStartWithDurableGroupsBehindItIsRefused() {
    image.appendUntilSegments(2, 20_000).append(2);
    image.flip(2, FIRST + 50);

    assertThatThrownBy(image::recover).isInstanceOf(LogCorruptedException.class);
  }

  @Test
  void anUnfinishedFirstGroupOfANewSegmentIsATornTail() {
    image.appendUntilSegments(2, 20_000);
    Frame data = image.frame(2, FrameType.DATA, 0);
    image.zero(2, data.end() + 4096 & -4096, LogImage.SEGMENT_BYTES);
    image.zero(2, FIRST, FIRST + 4096);

    RecoveredLog log = image.recover();

    assertThat(log.unusedSegments()).containsExactly(2L);
    assertThat(log.end()).isInstanceOf(LogEnd.Unclosed.class);
  }

  @Test
  void aDirectoryWhoseFirstSegmentWasNeverStartedHasNoLog() {
    image.append(1);
    image.zero(1, FIRST, LogImage.SEGMENT_BYTES);
    prepare(2);

    RecoveredLog log = image.recover();

    assertThat(log.end()).isEqualTo(new LogEnd.Absent());
    assertThat(log.unusedSegments()).containsExactly(1L, 2L);
  }

  @Test
  void aDamagedStartOfTheFirstSegmentIsRefusedWhenMoreWasDurable() {
    image.append(3);
    image.flip(1, FIRST + 50);

    assertThatThrownBy(image::recover).isInstanceOf(LogCorruptedException.class);
  }

  @Test
  void aFirstSegmentThatBeginsWithSomethingElseThanStartIsNoLog() {
    image.append(3);
    Frame pad = image.frame(1, FrameType.CLOSE, 0);
    byte[] close = image.read(1, pad.offset(), 4096);
    image.zero(1, FIRST, LogImage.SEGMENT_BYTES);
    image.write(1, FIRST, reseal(close, 0));

    assertThat(image.recover().end()).isEqualTo(new LogEnd.Absent());
  }

  @Test
  void aDamagedStartOfALaterFirstSegmentIsRefused() {
    image.appendUntilSegments(2, 20_000);
    image.delete(1);
    image.flip(2, FIRST + 50);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("START of the log's first segment");
  }

  @Test
  void aDamagedHeaderOfTheFirstSegmentIsRefused() {
    image.append(1);
    image.flip(1, 100);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("header of the log's first segment");
  }

  @Test
  void aDamagedHeaderOfAUsedSegmentIsRefused() {
    image.appendUntilSegments(2, 20_000);
    image.flip(2, 100);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("damaged in its middle");
  }

  @Test
  void aDamagedHeaderIsHarmlessWhenNothingNewStandsBehindIt() {
    image.append(2);
    prepare(2);
    image.flip(2, 100);

    RecoveredLog log = image.recover();

    assertThat(log.unusedSegments()).containsExactly(2L);
    assertThat(log.lastSequence()).isEqualTo(2);
  }

  @Test
  void aDamagedHeaderWithOldFramesBehindItIsHarmless() {
    image.append(2);
    prepare(2);
    image.write(2, FIRST, reseal(image.read(1, FIRST, 4096), 0));
    Frame data = image.frame(1, FrameType.DATA, 0);
    image.write(2, FIRST + 4096, reseal(image.read(1, data.offset() & -4096, 4096), 0));
    image.flip(2, 100);

    assertThat(image.recover().unusedSegments()).containsExactly(2L);
  }

  /** Found by the explorer of damages: a swap of two sectors took header and START at once. */
  @Test
  void aDamagedHeaderAndADamagedStartAreNotAnUnusedSegment() {
    image.appendUntilSegments(2, 20_000);
    image.flip(2, 100);
    image.flip(2, FIRST + 20);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("damaged in its middle");
  }

  @Test
  void oldPayloadsInAnUnusedSegmentProveNothing() {
    image.append(2);
    prepare(2);
    image.write(2, FIRST + 4096, fakeFrame());
    assertThat(image.recover().unusedSegments()).containsExactly(2L);

    image.write(2, FIRST, fakeFrame());
    assertThat(image.recover().unusedSegments()).containsExactly(2L);
  }

  @Test
  void theStartOfAnEarlierUseProvesNothing() {
    image.append(2);
    prepare(2);
    image.write(2, FIRST, image.read(1, FIRST, 64));

    assertThat(image.recover().unusedSegments()).containsExactly(2L);
  }

  /** What a tenant could store so that it looks like a frame that proves a loss. */
  private byte[] fakeFrame() {
    Frame data = image.frame(1, FrameType.DATA, 1);
    byte[] frame = image.read(1, data.offset(), data.end() - data.offset());
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 99).putLong(16, 77);
    return reseal(frame, 2L << 32);
  }

  @Test
  void aFileThatIsNoSegmentIsForeign() {
    image.append(1);
    image.write(1, 0, "not a segment but a text".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(image::recover)
        .isInstanceOf(ForeignFileException.class)
        .hasMessageContaining(SegmentNames.segment(1));
  }

  @Test
  void aSegmentOfAnotherLogIsForeign() {
    image.append(1);
    prepare(2);
    SegmentHeader header = image.header(2);
    image.writeHeader(
        2,
        new SegmentHeader(
            header.logIdHigh() + 1,
            header.logIdLow(),
            2,
            header.segmentBytes(),
            header.epoch(),
            header.salt()));
    assertThatThrownBy(image::recover).isInstanceOf(ForeignFileException.class);

    image.writeHeader(
        2,
        new SegmentHeader(
            header.logIdHigh(),
            header.logIdLow() + 1,
            2,
            header.segmentBytes(),
            header.epoch(),
            header.salt()));
    assertThatThrownBy(image::recover).isInstanceOf(ForeignFileException.class);
  }

  @Test
  void aNewerFormatVersionIsRefusedByName() {
    image.append(1);
    ByteBuffer block = ByteBuffer.wrap(image.read(1, 0, 4096)).order(ByteOrder.LITTLE_ENDIAN);
    image.write(1, 0, Headers.withVersion(block, 2).array());
    byte[] before = image.read(1, 0, LogImage.SEGMENT_BYTES);

    assertThatThrownBy(image::open)
        .isInstanceOf(UnknownFormatVersionException.class)
        .hasMessageContaining("version 2, this build knows 1");
    assertThat(image.read(1, 0, LogImage.SEGMENT_BYTES)).isEqualTo(before);
  }

  @Test
  void aRenamedSegmentIsRefused() {
    image.append(1);
    image.copy(1, 2);

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("named as segment 2 and says it is segment 1");
  }

  @Test
  void aShortenedSegmentIsRefused() throws IOException {
    image.append(1);
    byte[] half = Arrays.copyOf(image.read(1, 0, LogImage.SEGMENT_BYTES), 65536);
    image.delete(1);
    try (SegmentFile file = image.files().create(SegmentNames.segment(1))) {
      file.writeFully(ByteBuffer.wrap(half), 0);
    }

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("65536 bytes of 131072");
  }

  @Test
  void aFileShorterThanAHeaderIsRefused() throws IOException {
    try (SegmentFile file = image.files().create(SegmentNames.segment(1))) {
      file.writeFully(ByteBuffer.allocate(100), 0);
    }

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("shorter than a segment's header");
  }

  @Test
  void aValidFrameThatBreaksTheOrderEndsTheChain() {
    image.append(3);
    cutClose();
    Frame last = image.frame(1, FrameType.DATA, 2);
    byte[] block = image.read(1, last.offset(), last.end() - last.offset());
    ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).putLong(16, 7);
    image.write(1, last.offset(), reseal(block, last.syncedUpTo() - 8));

    RecoveredLog log = image.recover();

    assertThat(log.lastSequence()).isEqualTo(2);
    assertThat(log.end()).isInstanceOf(LogEnd.TornTail.class);
  }

  @Test
  void aFrameRightAtTheStopThatKnewMoreToBeDurableIsProof() {
    image.append(3);
    cutClose();
    Frame last = image.frame(1, FrameType.DATA, 2);
    byte[] block = image.read(1, last.offset(), last.end() - last.offset());
    ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).putLong(16, 7);
    image.write(1, last.offset(), reseal(block, last.syncedUpTo()));

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("lastGoodSequence=2");
  }

  /** Found by the explorer of damages: an older header of the same number hid a whole segment. */
  @Test
  void anOlderHeaderInPlaceOfASegmentsOwnIsFoundOut() {
    image.appendUntilSegments(2, 20_000);
    image.append(1);
    SegmentHeader own = image.header(2);
    image.writeHeader(
        2,
        new SegmentHeader(
            own.logIdHigh(),
            own.logIdLow(),
            own.segmentNumber(),
            own.segmentBytes(),
            own.epoch() + 1,
            own.salt()));

    assertThatThrownBy(image::recover)
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("damaged in its middle");
  }

  @Test
  void releasedSegmentsWhoseFilesCameBackAreLeftovers() {
    LogImage released = image;
    long keep;
    try (WriteAheadLog log = released.open()) {
      log.retainFrom("test", 1);
      for (int i = 0; i < 12; i++) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      }
      keep = log.lastSequence();
    }
    byte[] first = released.read(1, 0, LogImage.SEGMENT_BYTES);
    byte[] second = released.read(2, 0, LogImage.SEGMENT_BYTES);
    try (WriteAheadLog log = released.open()) {
      log.retainFrom("test", keep);
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(10));
      LogImageAwait.untilGone(released, 2);
    }
    putBack(1, first);
    putBack(2, second);

    RecoveredLog log = released.recover();

    assertThat(log.leftoverSegments()).contains(1L, 2L);
    assertThat(log.releasedBefore()).isGreaterThan(1);
    assertThat(log.lastSequence()).isEqualTo(keep + 1);
  }

  @Test
  void aReleasedSegmentJustBeforeTheLogIsALeftoverToo() {
    long last;
    try (WriteAheadLog log = image.open()) {
      for (int i = 0; i < 6; i++) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(20_000));
      }
      last = log.lastSequence();
    }
    byte[] first = image.read(1, 0, LogImage.SEGMENT_BYTES);
    try (WriteAheadLog log = image.open()) {
      log.retainFrom("test", last);
      LogImageAwait.untilGone(image, 1);
    }
    putBack(1, first);

    RecoveredLog log = image.recover();

    assertThat(log.leftoverSegments()).containsExactly(1L);
    assertThat(log.segments()).extracting(RecoveredSegment::number).containsExactly(2L);
    assertThat(image.append(1).recover().leftoverSegments()).isEmpty();
  }

  private void putBack(long segment, byte[] content) {
    try (SegmentFile created = image.files().create(SegmentNames.segment(segment))) {
      created.writeFully(ByteBuffer.wrap(content), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Makes a segment as the preparer leaves it: a header and nothing else. */
  private void prepare(long number) {
    SegmentHeader header = image.header(1);
    image.copy(1, number);
    image.zero(number, 0, LogImage.SEGMENT_BYTES);
    image.writeHeader(
        number,
        new SegmentHeader(
            header.logIdHigh(),
            header.logIdLow(),
            number,
            header.segmentBytes(),
            header.epoch() + number,
            header.salt()));
  }

  private void cutClose() {
    Frame close = image.frame(1, FrameType.CLOSE, 0);
    image.zero(1, close.offset(), close.end());
  }

  /** The first frame of the block with another {@code syncedUpTo} and the checksum that fits. */
  private static byte[] reseal(byte[] block, long syncedUpTo) {
    return dev.thermograph.wal.format.v1.Frames.reseal(block, syncedUpTo);
  }
}
