package dev.thermograph.wal.salvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogImage.Frame;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.crypto.TenantKey;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.UnknownFormatVersionException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SalvageReaderTest {
  private static final int GROUP_RECORDS = 200;

  private final LogImage image = new LogImage();

  /** Records 1 to 5 synced one by one, 6 to 205 in one group, 206 to 208 one by one. */
  private void writeGroups() {
    image.append(5);
    try (WriteAheadLog log = image.open()) {
      AppendReceipt receipt = new AppendReceipt();
      for (int i = 0; i < GROUP_RECORDS; i++) {
        ByteBuffer payload = LogImage.bytes("record-" + (log.lastSequence() + 1));
        log.append(1, (byte) 1, payload, Durability.none(), receipt);
      }
      log.sync();
    }
    image.append(3);
  }

  private Frame data(int n) {
    return image.frame(1, FrameType.DATA, n - 1);
  }

  private static List<Long> allBut(long last, Long... missing) {
    return LongStream.rangeClosed(1, last)
        .boxed()
        .filter(sequence -> !Arrays.asList(missing).contains(sequence))
        .toList();
  }

  private void requireRefused() {
    assertThatThrownBy(image::recover).isInstanceOf(LogCorruptedException.class);
  }

  @Test
  void anUndamagedLogComesOutWholeAndWithoutGaps() {
    writeGroups();
    image.appendUntilSegments(4, 20_000);
    long last = image.recover().lastSequence();

    Salvaged salvaged = Salvaged.of(image.files());

    assertThat(salvaged.sequences()).isEqualTo(allBut(last));
    assertThat(salvaged.gaps()).isEmpty();
    assertThat(salvaged.sequencesBehindDamage()).isEmpty();
    assertThat(salvaged.records().get(7).text()).isEqualTo("record-8");
  }

  @ParameterizedTest(name = "byte {0} of the frame")
  @ValueSource(ints = {0, 4, 6, 8, 16, 24, 32, 40, 44, 48, 51})
  void everythingButTheDamagedFrameComesOut(int byteOfFrame) {
    writeGroups();
    Frame hit = data(100);
    image.flip(1, hit.offset() + byteOfFrame);
    requireRefused();

    Salvaged salvaged = Salvaged.of(image.files());

    assertThat(salvaged.sequences()).isEqualTo(allBut(208, 100L));
    assertThat(salvaged.sequencesBehindDamage())
        .isEqualTo(LongStream.rangeClosed(101, 208).boxed().toList());
    assertThat(salvaged.gaps())
        .containsExactly(
            new Gap(new LogPosition(1, hit.offset()), new LogPosition(1, hit.end()), 1));
    assertThat(salvaged.records())
        .allSatisfy(record -> assertThat(record.text()).isEqualTo("record-" + record.sequence()));
  }

  @Test
  void twoPlacesOfDamageAreTwoGaps() {
    writeGroups();
    Frame from = data(50);
    Frame to = data(59);
    image.flip(1, data(3).offset() + 20);
    image.zero(1, from.offset(), to.end());
    requireRefused();

    Salvaged salvaged = Salvaged.of(image.files());

    assertThat(salvaged.sequences())
        .isEqualTo(allBut(208, 3L, 50L, 51L, 52L, 53L, 54L, 55L, 56L, 57L, 58L, 59L));
    assertThat(salvaged.gaps()).extracting(Gap::sequencesMissing).containsExactly(1L, 10L);
    assertThat(salvaged.gaps().getLast().fromPosition())
        .isEqualTo(new LogPosition(1, from.offset()));
    assertThat(salvaged.gaps().getLast().toPosition()).isEqualTo(new LogPosition(1, to.end()));
  }

  @ParameterizedTest(name = "byte {0} of the header")
  @ValueSource(ints = {0, 12, 16, 32, 40, 48, 100})
  void aDamagedSegmentHeaderCostsNoRecord(int byteOfHeader) {
    image.appendUntilSegments(4, 20_000);
    long last = image.recover().lastSequence();
    image.flip(2, byteOfHeader);
    assertThatThrownBy(image::recover).isInstanceOf(RuntimeException.class);

    Salvaged salvaged = Salvaged.of(image.files());

    assertThat(salvaged.sequences()).isEqualTo(allBut(last));
  }

  @Test
  void withoutHeaderAndStartTheRestOfTheSegmentComesOut() {
    image.appendUntilSegments(3, 3_000);
    long last = image.recover().lastSequence();
    Frame first = image.frame(2, FrameType.DATA, 0);
    Frame second = image.frame(2, FrameType.DATA, 1);
    assertThat(second.offset()).isGreaterThan(2 * FrameLayout.BLOCK_BYTES - 1);
    image.zero(2, 0, 2 * FrameLayout.BLOCK_BYTES);
    assertThatThrownBy(image::recover).isInstanceOf(RuntimeException.class);

    Salvaged salvaged = Salvaged.of(image.files());

    assertThat(salvaged.sequences()).isEqualTo(allBut(last, first.sequence()));
    assertThat(salvaged.gaps()).extracting(Gap::sequencesMissing).containsExactly(1L);
  }

  @Test
  void aMissingSegmentIsAGapWithItsSequences() {
    image.appendUntilSegments(5, 20_000);
    long last = image.recover().lastSequence();
    List<Frame> lost =
        image.frames(3).stream().filter(frame -> frame.type() == FrameType.DATA).toList();
    image.delete(3);

    Salvaged salvaged = Salvaged.of(image.files());

    Long[] missing = lost.stream().map(Frame::sequence).toArray(Long[]::new);
    assertThat(salvaged.sequences()).isEqualTo(allBut(last, missing));
    assertThat(salvaged.gaps())
        .extracting(Gap::sequencesMissing)
        .containsExactly((long) missing.length);
  }

  @Test
  void aSegmentOfAnotherLogIsLeftOut() {
    image.appendUntilSegments(3, 20_000);
    LogImage other = new LogImage(LogImage.options().withRandom(new java.util.Random(7)));
    other.appendUntilSegments(3, 20_000);
    image.write(2, 0, other.read(2, 0, LogImage.SEGMENT_BYTES));
    List<Long> own = new ArrayList<>();
    for (long segment : List.of(1L, 3L)) {
      image.frames(segment).stream()
          .filter(frame -> frame.type() == FrameType.DATA)
          .forEach(frame -> own.add(frame.sequence()));
    }

    assertThat(Salvaged.of(image.files()).sequences()).isEqualTo(own);
  }

  /** The group behind record 5 is torn, dropped by recovery, and its sequences are given again. */
  @Test
  void recordsThatAnEarlierRecoveryDroppedStayDropped() {
    image.append(5);
    byte[] crashed;
    try (WriteAheadLog log = image.open()) {
      AppendReceipt receipt = new AppendReceipt();
      for (int i = 0; i < 50; i++) {
        log.append(1, (byte) 1, LogImage.bytes("dropped"), Durability.none(), receipt);
      }
      log.sync();
      crashed = image.read(1, 0, LogImage.SEGMENT_BYTES);
    }
    image.write(1, 0, crashed);
    image.zero(1, data(6).offset(), data(6).offset() + 8);
    assertThat(image.recover().lastSequence()).isEqualTo(5);
    image.append(3);

    Salvaged salvaged = Salvaged.of(image.files());

    assertThat(salvaged.sequences()).isEqualTo(allBut(8));
    assertThat(salvaged.records()).noneMatch(record -> record.text().equals("dropped"));
    assertThat(salvaged.gaps()).isEmpty();
    image.flip(2, SegmentHeaderLayout.FIRST_FRAME_OFFSET + 20);
    assertThat(Salvaged.of(image.files()).records())
        .as("even when the START that says so is damaged")
        .noneMatch(record -> record.text().equals("dropped"));
  }

  @Test
  void anUnfinishedTailIsNoGap() {
    image.append(5);
    int end = LogPosition.offsetOf(image.recover().endPosition());
    byte[] torn = image.read(1, data(5).offset(), 40);
    image.write(1, end, torn);

    Salvaged salvaged = Salvaged.of(image.files());

    assertThat(salvaged.sequences()).isEqualTo(allBut(5));
    assertThat(salvaged.gaps()).isEmpty();
  }

  @Test
  void nothingIsChanged(@TempDir Path directory) throws IOException {
    writeGroups();
    image.flip(1, data(100).offset());
    byte[] before = image.read(1, 0, LogImage.SEGMENT_BYTES);
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory);
        SegmentFile file = files.create(SegmentNames.segment(1))) {
      file.writeFully(ByteBuffer.wrap(before), 0);
    }

    try (SalvageReader reader = SalvageReader.open(directory, KeyProvider.NONE)) {
      long count = 0;
      while (reader.next()) {
        count++;
      }
      assertThat(count).isEqualTo(207);
    }

    assertThat(directory.resolve(SegmentNames.segment(1))).hasBinaryContent(before);
  }

  @Test
  void aBlockThatTheDiskRefusesIsAGap() {
    image.appendUntilSegments(3, 3_000);
    long last = image.recover().lastSequence();
    Frame hit = image.frame(2, FrameType.DATA, 4);

    Salvaged salvaged = Salvaged.of(new BadBlockFiles(image.files(), 2, hit.offset()));

    assertThat(salvaged.sequences()).isEqualTo(allBut(last, hit.sequence()));
    assertThat(salvaged.gaps()).extracting(Gap::sequencesMissing).containsExactly(1L);
  }

  @Test
  void encryptedRecordsNeedTheirSaltAndTheirKey() {
    byte[] material = HexFormat.of().parseHex("11".repeat(TenantKey.MATERIAL_BYTES));
    KeyProvider keys =
        new KeyProvider() {
          @Override
          public Optional<TenantKey> currentKey(int tenant) {
            return Optional.of(TenantKey.of(1, material));
          }

          @Override
          public Optional<TenantKey> key(int tenant, int version) {
            return currentKey(tenant);
          }
        };
    LogImage encrypted = new LogImage(LogImage.options().withKeys(keys));
    encrypted.append(3);
    encrypted.flip(1, 45);

    assertThat(Salvaged.of(encrypted.files(), keys).records())
        .extracting(Salvaged.Rescued::text)
        .containsExactly("record-1", "record-2", "record-3");

    encrypted.flip(1, 60);
    try (SalvageReader reader = SalvageReader.open(encrypted.files(), keys)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.isEncrypted()).isTrue();
      assertThatThrownBy(reader::payload)
          .isInstanceOf(LogCorruptedException.class)
          .hasMessageContaining(SegmentNames.segment(1));
    }
  }

  @Test
  void aNewerFormatIsRefused() {
    image.append(1);
    byte[] header = image.read(1, 0, SegmentHeaderLayout.HEADER_BYTES);
    LogImage newer = new LogImage();
    newer.append(1);
    newer.write(1, 0, VersionTwo.of(header));

    assertThatThrownBy(() -> Salvaged.of(newer.files()))
        .isInstanceOf(UnknownFormatVersionException.class)
        .hasMessageContaining(SegmentNames.segment(1));
  }

  @Test
  void anEmptyDirectoryHoldsNothing() {
    Salvaged salvaged = Salvaged.of(MemorySegmentFiles.create());

    assertThat(salvaged.records()).isEmpty();
    assertThat(salvaged.gaps()).isEmpty();
  }
}
