package dev.thermograph.wal.format.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.format.v1.SegmentHeaderLayout.Verdict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ArchiveLayoutTest {
  private static final long FOOTER_OFFSET = 4096;
  private static final long FOOTER_BYTES = 77;
  private static final long FILE_BYTES = FOOTER_OFFSET + FOOTER_BYTES + ArchiveLayout.TAIL_BYTES;

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static ByteBuffer header() {
    ByteBuffer buffer =
        ByteBuffer.allocate(ArchiveLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ArchiveLayout.putHeader(
        buffer,
        new ArchiveHeader(
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            filled(SegmentHeaderLayout.SALT_BYTES, 11),
            filled(ArchiveLayout.DIGEST_BYTES, 12)));
    return buffer;
  }

  private static ByteBuffer tail() {
    ByteBuffer buffer =
        ByteBuffer.allocate(ArchiveLayout.TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ArchiveLayout.putCounts(buffer, FOOTER_OFFSET, FOOTER_BYTES, 20, 19, 18);
    ArchiveLayout.putDigest(buffer, filled(ArchiveLayout.DIGEST_BYTES, 17));
    return buffer;
  }

  @Test
  void aHeaderComesBackAsItWasPut() {
    ByteBuffer buffer = header();

    assertThat(ArchiveLayout.judgeHeader(buffer)).isEqualTo(Verdict.VALID);
    ArchiveHeader header = ArchiveLayout.header(buffer);
    assertThat(
            new long[] {
              header.logIdHigh(),
              header.logIdLow(),
              header.segmentNumber(),
              header.previousEnd(),
              header.releasedBefore(),
              header.previousSequence(),
              header.lastSequence(),
              header.firstTimestampMicros(),
              header.lastTimestampMicros(),
              header.epoch()
            })
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(header.salt()).containsOnly(11);
    assertThat(header.previousDigest()).containsOnly(12);
  }

  @Test
  void aTailComesBackAsItWasPut() {
    ByteBuffer buffer = tail();

    assertThat(ArchiveLayout.isTail(buffer, FILE_BYTES)).isTrue();
    ArchiveTail tail = ArchiveLayout.tail(buffer);
    assertThat(tail.footerOffset()).isEqualTo(FOOTER_OFFSET);
    assertThat(tail.footerBytes()).isEqualTo(FOOTER_BYTES);
    assertThat(tail.frameCount()).isEqualTo(20);
    assertThat(tail.recordCount()).isEqualTo(19);
    assertThat(tail.footerCrc()).isEqualTo(18);
    assertThat(tail.digest()).containsOnly(17);
  }

  /** The rulers in the documentation, byte by byte: a change here is another format. */
  @Test
  void theBytesStandWhereTheRulerSays() {
    ByteBuffer header = header();
    ByteBuffer tail = tail();

    assertThat(ArchiveLayout.HEADER_BYTES).isEqualTo(160);
    assertThat(ArchiveLayout.TAIL_BYTES).isEqualTo(80);
    assertThat(ascii(header, 0)).isEqualTo("TGWALARC");
    assertThat(header.getInt(8)).isEqualTo(1);
    for (int field = 0; field < 10; field++) {
      assertThat(header.getLong(16 + field * 8)).isEqualTo(field + 1);
    }
    assertThat(header.get(96)).isEqualTo((byte) 11);
    assertThat(header.get(128)).isEqualTo((byte) 12);
    assertThat(tail.getLong(0)).isEqualTo(FOOTER_OFFSET);
    assertThat(tail.getInt(32)).isEqualTo(18);
    assertThat(tail.get(36)).isEqualTo((byte) 17);
    assertThat(tail.get(67)).isEqualTo((byte) 17);
    assertThat(ascii(tail, 72)).isEqualTo("TGWALEND");
  }

  private static String ascii(ByteBuffer buffer, int at) {
    byte[] bytes = new byte[8];
    buffer.get(at, bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Test
  void everyFlippedBitOfHeaderAndTailIsFound() {
    for (int bit = 0; bit < ArchiveLayout.HEADER_BYTES * Byte.SIZE; bit++) {
      ByteBuffer buffer = header();
      flip(buffer, bit);
      assertThat(ArchiveLayout.judgeHeader(buffer))
          .as("header bit %d", bit)
          .isNotEqualTo(Verdict.VALID);
    }
    for (int bit = 0; bit < ArchiveLayout.TAIL_BYTES * Byte.SIZE; bit++) {
      ByteBuffer buffer = tail();
      flip(buffer, bit);
      assertThat(ArchiveLayout.isTail(buffer, FILE_BYTES)).as("tail bit %d", bit).isFalse();
    }
  }

  private static void flip(ByteBuffer buffer, int bit) {
    int at = bit / Byte.SIZE;
    buffer.put(at, (byte) (buffer.get(at) ^ 1 << bit % Byte.SIZE));
  }

  @Test
  void aTailFitsOneLengthOfFileOnly() {
    assertThat(ArchiveLayout.isTail(tail(), FILE_BYTES - 1)).isFalse();
    assertThat(ArchiveLayout.isTail(tail(), FILE_BYTES + 1)).isFalse();
  }

  @Test
  void aTailWhoseFooterCannotBeIsRefused() {
    ByteBuffer buffer = tail();
    ArchiveLayout.putCounts(buffer, 8, 8, 0, 0, 0);
    ArchiveLayout.putDigest(buffer, filled(ArchiveLayout.DIGEST_BYTES, 1));
    assertThat(ArchiveLayout.isTail(buffer, 16 + ArchiveLayout.TAIL_BYTES)).isFalse();

    long far = 3L << 30;
    ArchiveLayout.putCounts(buffer, far, 8, 0, 0, 0);
    ArchiveLayout.putDigest(buffer, filled(ArchiveLayout.DIGEST_BYTES, 1));
    assertThat(ArchiveLayout.isTail(buffer, far + 8 + ArchiveLayout.TAIL_BYTES)).isFalse();

    ArchiveLayout.putCounts(buffer, FOOTER_OFFSET, 0, 0, 0, 0);
    ArchiveLayout.putDigest(buffer, filled(ArchiveLayout.DIGEST_BYTES, 1));
    assertThat(ArchiveLayout.isTail(buffer, FOOTER_OFFSET + ArchiveLayout.TAIL_BYTES)).isFalse();
  }

  @Test
  void anotherVersionIsToldFromDamage() {
    byte[] changed = new byte[ArchiveLayout.HEADER_BYTES];
    header().get(0, changed);
    ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(8, 2).putInt(12, 0);
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(changed);
    buffer.putInt(12, (int) crc.getValue());

    assertThat(ArchiveLayout.judgeHeader(buffer)).isEqualTo(Verdict.UNKNOWN_VERSION);
  }

  @Property(tries = 500)
  void varintsComeBack(@ForAll @IntRange(max = Integer.MAX_VALUE) int value) {
    byte[] bytes = new byte[ArchiveLayout.VARINT_BYTES_MAX + 1];
    int end = ArchiveLayout.putVarint(bytes, 1, value);

    long read = 0;
    for (int index = 0; index < end - 1; index++) {
      assertThat(ArchiveLayout.hasMore(bytes[1 + index])).isEqualTo(index < end - 2);
      read |= ArchiveLayout.bits(bytes[1 + index], index);
    }
    assertThat(read).isEqualTo(value);
  }
}
