package dev.thermograph.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mark's bytes: what is written is read again, and nothing else is. */
final class CleanMarkLayoutTest {

  private static CleanMark mark() {
    return new CleanMark(
        "tenant=é",
        -7,
        new byte[] {1, 2, 3},
        List.of(
            new CleanMark.ExtentSum(65536, 70000, 0xcafe, new int[] {1, -2, 3}),
            new CleanMark.ExtentSum(1 << 26, 1L << 40, -1, new int[] {9})));
  }

  @Test
  void everyFieldComesBack() throws IOException {
    CleanMark found = CleanMarkLayout.decode(CleanMarkLayout.encode(mark()));
    assertThat(found.identity()).isEqualTo("tenant=é");
    assertThat(found.sequence()).isEqualTo(-7);
    assertThat(found.payload()).containsExactly(1, 2, 3);
    assertThat(found.extents()).hasSize(2);
    assertThat(found.extents().get(0).regionBytes()).isEqualTo(65536);
    assertThat(found.extents().get(0).fileCrc()).isEqualTo(0xcafe);
    assertThat(found.extents().get(0).regionCrcs()).containsExactly(1, -2, 3);
    assertThat(found.extents().get(1).fileBytes()).isEqualTo(1L << 40);
  }

  @Test
  void bytesAreThoseOfTheRuler() {
    ByteBuffer bytes = CleanMarkLayout.encode(mark());
    byte[] magic = new byte[8];
    bytes.get(0, magic);
    assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("TGXCLEAN");
    assertThat(bytes.getInt(8)).isEqualTo(1);
    assertThat(bytes.getInt(16)).isEqualTo(bytes.limit()).isEqualTo(40 + 9 + 3 + 20 + 12 + 20 + 4);
    assertThat(bytes.getLong(24)).isEqualTo(-7);
    assertThat(bytes.getInt(52)).isEqualTo(65536);
  }

  @Test
  void everySingleBitFlipIsRefused() {
    byte[] valid = bytes(mark());
    for (int bit = 0; bit < valid.length * Byte.SIZE; bit++) {
      byte[] damaged = valid.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertRefused(damaged, "");
    }
  }

  @Test
  void everyOtherLengthIsRefused() {
    byte[] valid = bytes(mark());
    for (int length = 0; length < valid.length + 40; length++) {
      if (length != valid.length) {
        assertRefused(Arrays.copyOf(valid, length), "");
      }
    }
  }

  @Test
  void otherVersionIsNamed() {
    byte[] other = bytes(mark());
    other[8] = 2;
    assertRefused(other, "version is not ours: found=2");
  }

  @Test
  void versionOfChronicleIsTheOneBuiltWith() throws IOException {
    Path pom = Path.of(System.getProperty("thermograph.root"), "pom.xml");
    assertThat(Files.readString(pom))
        .as("another Chronicle Map needs another version of the mark")
        .contains(
            "<version.chronicle-map>"
                + CleanMarkLayout.CHRONICLE_VERSION
                + "</version.chronicle-map>");
  }

  private static byte[] bytes(CleanMark mark) {
    ByteBuffer encoded = CleanMarkLayout.encode(mark);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  private static void assertRefused(byte[] damaged, String reason) {
    assertThatThrownBy(
            () -> CleanMarkLayout.decode(ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }
}
