package dev.thermograph.wal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.FlakyFiles;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogImage.Frame;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class LogOpenerTest {
  private final LogImage image = new LogImage();

  @Test
  void spareFilesAreUsedForTheNextSegment() throws IOException {
    image.append(1);
    cutClose();
    createSpare(9, LogImage.SEGMENT_BYTES);

    image.append(1);

    assertThat(image.files().list())
        .containsExactlyInAnyOrder(SegmentNames.segment(1), SegmentNames.segment(2));
    assertThat(image.entries()).hasSize(2);
  }

  @Test
  void aSpareOfAnotherLengthIsReplaced() throws IOException {
    image.append(1);
    cutClose();
    createSpare(9, 4096);

    image.append(1);

    assertThat(image.files().list()).doesNotContain(SegmentNames.spare(9));
    assertThat(image.entries()).hasSize(2);
  }

  @Test
  void aSpareInTheWayOfAnUnusedSegmentIsReplaced() throws IOException {
    image.appendUntilSegments(2, 20_000);
    image.zero(2, 4096, LogImage.SEGMENT_BYTES);
    createSpare(2, 4096);
    int count = image.entries().size();

    image.append(1);

    assertThat(image.entries()).hasSize(count + 1);
    assertThat(image.files().list()).noneMatch(SegmentNames.UNFINISHED::equals);
  }

  /** Such a log was refused for ever: its SEAL names a segment whose file had lost its name. */
  @Test
  void anOpeningThatWasCutAfterItTookTheSuccessorsNameIsDoneAgain() throws IOException {
    image.appendUntilSegments(2, 20_000);
    image.zero(2, 4096, LogImage.SEGMENT_BYTES);
    image.files().rename(SegmentNames.segment(2), SegmentNames.spare(2));
    createSpare(9, LogImage.SEGMENT_BYTES);
    long last = image.recover().lastSequence();

    image.append(1);

    assertThat(image.recover().lastSequence()).isEqualTo(last + 1);
    assertThat(image.files().list()).contains(SegmentNames.segment(2), SegmentNames.spare(2));
  }

  @Test
  void aFileThatWasBeingMadeIsMadeAnew() throws IOException {
    image.append(1);
    cutClose();
    createSpare(0, 4096);

    image.append(1);

    assertThat(image.files().list())
        .containsExactlyInAnyOrder(SegmentNames.segment(1), SegmentNames.segment(2));
  }

  @Test
  void anUnusedSegmentGetsANewEpochBeforeItIsUsed() {
    image.appendUntilSegments(2, 20_000);
    image.zero(2, 4096, LogImage.SEGMENT_BYTES);
    long epochBefore = image.header(2).epoch();

    image.append(1);

    assertThat(image.header(2).epoch()).isNotEqualTo(epochBefore);
  }

  @Test
  void aClosedSegmentWithoutRoomForMoreIsLeftForANewOne() {
    image.append(1);
    while (image.recover().segments().size() < 2) {
      image.append(0);
    }

    assertThat(image.frames(1).getLast().type()).isEqualTo(FrameType.CLOSE);
    assertThat(image.recover().end()).isEqualTo(new LogEnd.Closed());
    assertThat(image.entries()).hasSize(1);
  }

  @Test
  void aLogThatNeverStartedIsBegunAgain() {
    image.append(1);
    image.zero(1, 4096, LogImage.SEGMENT_BYTES);

    image.append(2);

    assertThat(image.entries()).hasSize(2);
  }

  @Test
  void theLogKeepsItsIdOverItsLife() {
    image.append(1);
    long id = image.header(1).logIdHigh();
    cutClose();
    image.append(1);

    assertThat(image.header(2).logIdHigh()).isEqualTo(id);
  }

  @Test
  void openingReportsWhatWasFound() {
    image.append(2);
    cutClose();
    try (WriteAheadLog log = image.open()) {
      assertThat(log.recovered().end()).isEqualTo(new LogEnd.Unclosed());
      assertThat(log.recovered().lastSequence()).isEqualTo(2);
    }
  }

  private void cutClose() {
    Frame close = image.frame(1, FrameType.CLOSE, 0);
    image.zero(1, close.offset(), close.end());
  }

  private void createSpare(long number, int bytes) throws IOException {
    try (SegmentFile file = image.files().create(SegmentNames.spare(number))) {
      file.writeFully(ByteBuffer.allocate(bytes), 0);
    }
  }

  @Test
  void whatTheDeviceNeverGotIsGivenUpThoughTheCacheStillShowsIt() {
    image.append(3);
    cutClose();
    Frame lost = image.frame(1, FrameType.DATA, 2);

    openWithDeviceThatLost(1, lost.offset(), LogImage.SEGMENT_BYTES);

    assertThat(image.entries())
        .extracting(LogImage.Entry::text)
        .containsExactly("record-1", "record-2", "after");
  }

  @Test
  void aSegmentThatTheDeviceNeverGotIsBegunAgain() {
    image.append(2);
    cutClose();
    image.append(0);
    Frame close = image.frame(2, FrameType.CLOSE, 0);
    image.zero(2, close.offset(), close.end());

    openWithDeviceThatLost(2, 4096, LogImage.SEGMENT_BYTES);

    assertThat(image.entries())
        .extracting(LogImage.Entry::text)
        .containsExactly("record-1", "record-2", "after");
  }

  @Test
  void aLogThatTheDeviceNeverGotIsNoLog() {
    image.append(2);
    cutClose();

    openWithDeviceThatLost(1, 4096, LogImage.SEGMENT_BYTES);

    assertThat(image.entries()).extracting(LogImage.Entry::text).containsExactly("after");
  }

  private void openWithDeviceThatLost(long segment, int from, int to) {
    FlakyFiles lying = new FlakyFiles(image.files());
    byte[] device = image.read(segment, 0, LogImage.SEGMENT_BYTES);
    java.util.Arrays.fill(device, from, to, (byte) 0);
    lying.deviceHolds(SegmentNames.segment(segment), device);
    try (WriteAheadLog log = WriteAheadLog.open(lying, LogImage.options())) {
      log.appendAndAwait(1, (byte) 1, LogImage.bytes("after"));
    }
  }
}
