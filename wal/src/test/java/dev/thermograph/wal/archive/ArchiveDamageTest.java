package dev.thermograph.wal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to an archive's files is found and the file is named. */
final class ArchiveDamageTest {
  private static final String FIRST = ArchiveNames.archive(1);

  private static void verify(MemorySegmentFiles files) {
    ArchiveReader.open(files, KeyProvider.NONE).verify();
  }

  @Test
  void everySingleFlippedBitIsFoundByVerifyingAndByReading() {
    MemorySegmentFiles sound = Archives.of(Archives.smallLog(12));
    assertThat(Archives.all(sound)).hasSize(12);
    verify(sound);
    byte[] bytes = Archives.bytes(sound, FIRST);

    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      MemorySegmentFiles files = Archives.with(sound, FIRST, flipped);

      assertThatThrownBy(() -> verify(files))
          .as("verifying with bit %d flipped", bit)
          .isInstanceOf(ThermographException.class)
          .hasMessageContaining(FIRST);
      assertThatThrownBy(() -> Archives.all(files))
          .as("reading with bit %d flipped", bit)
          .isInstanceOf(ThermographException.class)
          .hasMessageContaining(FIRST);
    }
  }

  @Test
  void everyTruncationAndEveryByteTooManyIsFound() {
    MemorySegmentFiles sound = Archives.of(Archives.smallLog(12));
    byte[] bytes = Archives.bytes(sound, FIRST);

    for (int length = 0; length < bytes.length; length++) {
      MemorySegmentFiles files = Archives.with(sound, FIRST, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> ArchiveReader.open(files, KeyProvider.NONE))
          .as("cut to %d bytes", length)
          .isInstanceOf(ArchiveRefusedException.class)
          .hasMessageContaining(FIRST);
    }
    for (int more : List.of(1, 8, 80, 4096)) {
      MemorySegmentFiles files =
          Archives.with(sound, FIRST, Arrays.copyOf(bytes, bytes.length + more));
      assertThatThrownBy(() -> ArchiveReader.open(files, KeyProvider.NONE))
          .isInstanceOf(ArchiveRefusedException.class);
    }
  }

  /** Swapped blocks, zeroed ranges and copies to wrong places over a larger file. */
  @Test
  void largerDamageIsFound() {
    LogImage image = new LogImage().appendUntilSegments(3, 500);
    MemorySegmentFiles sound = Archives.of(image);
    byte[] bytes = Archives.bytes(sound, FIRST);
    Random random = new Random(1);
    int changedCount = 0;
    for (int i = 0; i < 500; i++) {
      byte[] changed = bytes.clone();
      int length = 1 + random.nextInt(3_000);
      int from = random.nextInt(bytes.length - length);
      int to = random.nextInt(bytes.length - length);
      switch (i % 3) {
        case 0 -> Arrays.fill(changed, from, from + length, (byte) 0);
        case 1 -> System.arraycopy(bytes, from, changed, to, length);
        default -> {
          System.arraycopy(bytes, from, changed, to, length);
          System.arraycopy(bytes, to, changed, from, length);
        }
      }
      if (Arrays.equals(changed, bytes)) {
        continue;
      }
      changedCount++;
      MemorySegmentFiles files = Archives.with(sound, FIRST, changed);
      assertThatThrownBy(() -> verify(files))
          .as("change %d", i)
          .isInstanceOf(ThermographException.class)
          .hasMessageContaining(FIRST);
    }
    assertThat(changedCount).isGreaterThan(400);
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    MemorySegmentFiles files = Archives.of(new LogImage().appendUntilSegments(5, 20_000));
    files.delete(ArchiveNames.archive(3));

    assertThatThrownBy(() -> ArchiveReader.open(files, KeyProvider.NONE))
        .isInstanceOfSatisfying(
            ArchiveRefusedException.class,
            refused -> assertThat(refused.file()).isEqualTo(ArchiveNames.archive(3)));
  }

  @Test
  void filesThatChangedPlacesAreRefused() throws Exception {
    MemorySegmentFiles files = Archives.of(new LogImage().appendUntilSegments(5, 20_000));
    files.rename(ArchiveNames.archive(2), "aside");
    files.rename(ArchiveNames.archive(3), ArchiveNames.archive(2));
    files.rename("aside", ArchiveNames.archive(3));

    assertThatThrownBy(() -> ArchiveReader.open(files, KeyProvider.NONE))
        .isInstanceOf(ArchiveRefusedException.class)
        .hasMessageContaining(ArchiveNames.archive(2));
  }

  @Test
  void aFileOfAnotherLogIsRefused() {
    MemorySegmentFiles files = Archives.of(new LogImage().appendUntilSegments(4, 20_000));
    LogImage other = new LogImage(LogImage.options().withRandom(new Random(7)));
    MemorySegmentFiles foreign = Archives.of(other.appendUntilSegments(4, 20_000));
    String name = ArchiveNames.archive(2);
    MemorySegmentFiles mixed = Archives.with(files, name, Archives.bytes(foreign, name));

    assertThatThrownBy(() -> ArchiveReader.open(mixed, KeyProvider.NONE))
        .isInstanceOf(ArchiveRefusedException.class)
        .hasMessageContaining("another log")
        .hasMessageContaining(name);
  }

  /**
   * Someone writes a file anew, checksums, footer and digest included: the next file's memory of
   * the digest gives it away, and for the newest file the digest that was kept elsewhere.
   */
  @Test
  void aFileThatWasForgedInFullIsFoundByTheNextFilesDigest() {
    LogImage image = new LogImage().appendUntilSegments(4, 20_000);
    MemorySegmentFiles files = Archives.of(image);
    String head = ArchiveReader.open(files, KeyProvider.NONE).headDigest();
    String name = ArchiveNames.archive(2);

    MemorySegmentFiles forged = Archives.with(files, name, Forgery.of(Archives.bytes(files, name)));
    assertThatThrownBy(() -> ArchiveReader.open(forged, KeyProvider.NONE))
        .isInstanceOf(ArchiveRefusedException.class)
        .hasMessageContaining(ArchiveNames.archive(3));

    String last = ArchiveNames.archive(3);
    MemorySegmentFiles forgedHead =
        Archives.with(files, last, Forgery.of(Archives.bytes(files, last)));
    ArchiveReader reader = ArchiveReader.open(forgedHead, KeyProvider.NONE);
    reader.verify();
    assertThat(reader.headDigest()).isNotEqualTo(head);
  }
}
