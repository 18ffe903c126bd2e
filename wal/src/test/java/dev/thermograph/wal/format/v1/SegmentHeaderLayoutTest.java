package dev.thermograph.wal.format.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.format.v1.SegmentHeaderLayout.Verdict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SegmentHeaderLayoutTest {
  private static final byte[] SALT = salt();

  private static byte[] salt() {
    byte[] salt = new byte[SegmentHeaderLayout.SALT_BYTES];
    Arrays.fill(salt, (byte) 0x5A);
    return salt;
  }

  private static ByteBuffer block(int segmentBytes, long epoch) {
    ByteBuffer block =
        ByteBuffer.allocate(SegmentHeaderLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    SegmentHeaderLayout.put(block, new SegmentHeader(11, 12, 13, segmentBytes, epoch, SALT));
    return block;
  }

  @Test
  void everyFieldComesBackAsItWasWritten() {
    ByteBuffer block = block(1 << 20, 99);

    assertThat(SegmentHeaderLayout.judge(block)).isEqualTo(Verdict.VALID);
    SegmentHeader header = SegmentHeaderLayout.get(block);
    assertThat(header.logIdHigh()).isEqualTo(11);
    assertThat(header.logIdLow()).isEqualTo(12);
    assertThat(header.segmentNumber()).isEqualTo(13);
    assertThat(header.segmentBytes()).isEqualTo(1 << 20);
    assertThat(header.epoch()).isEqualTo(99);
    assertThat(header.salt()).isEqualTo(SALT);
  }

  @Test
  void fileBeginsWithReadableMagic() {
    byte[] first = new byte[8];
    block(1 << 20, 99).get(0, first);

    assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("TGWALSEG");
  }

  @Test
  void everySingleBitFlipInTheBlockIsFound() {
    ByteBuffer block = block(1 << 20, 99);
    for (int bit = 0; bit < block.capacity() * Byte.SIZE; bit++) {
      flip(block, bit);
      assertThat(SegmentHeaderLayout.judge(block)).as("bit %d", bit).isNotEqualTo(Verdict.VALID);
      flip(block, bit);
    }
  }

  private static void flip(ByteBuffer block, int bit) {
    int at = bit / Byte.SIZE;
    block.put(at, (byte) (block.get(at) ^ 1 << bit % Byte.SIZE));
  }

  @Test
  void anotherMagicIsForeign() {
    ByteBuffer block = block(1 << 20, 99).putLong(0, 1).putLong(32, 1);

    assertThat(SegmentHeaderLayout.judge(block)).isEqualTo(Verdict.FOREIGN);
  }

  @Test
  void anotherMagicBeforeAHeaderThatIsOursIsDamage() {
    ByteBuffer block = block(1 << 20, 99).putLong(0, 1);

    assertThat(SegmentHeaderLayout.judge(block)).isEqualTo(Verdict.DAMAGED);
  }

  @Test
  void anotherVersionIsToldFromDamage() {
    ByteBuffer damaged = block(1 << 20, 99).putInt(8, 2);
    assertThat(SegmentHeaderLayout.judge(damaged)).isEqualTo(Verdict.DAMAGED);

    ByteBuffer newer = Headers.withVersion(block(1 << 20, 99), 2);
    assertThat(SegmentHeaderLayout.judge(newer)).isEqualTo(Verdict.UNKNOWN_VERSION);
    assertThat(SegmentHeaderLayout.version(newer)).isEqualTo(2);
  }

  @Test
  void implausibleFieldsAreDamageEvenWithTheRightChecksum() {
    assertThat(SegmentHeaderLayout.judge(block(1 << 20, 0))).isEqualTo(Verdict.DAMAGED);
    assertThat(SegmentHeaderLayout.judge(block(4096, 1))).isEqualTo(Verdict.DAMAGED);
    assertThat(SegmentHeaderLayout.judge(block((1 << 20) + 1, 1))).isEqualTo(Verdict.DAMAGED);
    assertThat(SegmentHeaderLayout.judge(block(-4096, 1))).isEqualTo(Verdict.DAMAGED);
    assertThat(SegmentHeaderLayout.judge(block((1 << 30) + 4096, 1))).isEqualTo(Verdict.DAMAGED);
  }
}
