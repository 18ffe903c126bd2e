package dev.thermograph.wal.format.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class FrameLayoutTest {
  private static final int AT = 16;

  private final CRC32C crc = new CRC32C();

  private static ByteBuffer frame(int payloadBytes) {
    ByteBuffer buffer = ByteBuffer.allocate(AT + FrameLayout.frameBytes(payloadBytes) + 64);
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    FrameLayout.putHeader(buffer, AT, FrameType.DATA, payloadBytes, 7, 1_234_567, 42, (byte) 9, 3);
    for (int i = 0; i < payloadBytes; i++) {
      buffer.put(AT + FrameLayout.HEADER_BYTES + i, (byte) (i * 31));
    }
    FrameLayout.stamp(buffer, AT, 0x1122334455667788L, 99);
    FrameLayout.seal(buffer, buffer.duplicate(), AT, new CRC32C());
    return buffer;
  }

  @Test
  void headerIsFortyEightBytes() {
    assertThat(FrameLayout.HEADER_BYTES).isEqualTo(48);
  }

  @Test
  void everyFieldComesBackAsItWasWritten() {
    ByteBuffer buffer = frame(5);

    assertThat(FrameLayout.length(buffer, AT)).isEqualTo(5);
    assertThat(FrameLayout.epoch(buffer, AT)).isEqualTo(0x1122334455667788L);
    assertThat(FrameLayout.sequence(buffer, AT)).isEqualTo(7);
    assertThat(FrameLayout.syncedUpTo(buffer, AT)).isEqualTo(99);
    assertThat(FrameLayout.timestampMicros(buffer, AT)).isEqualTo(1_234_567);
    assertThat(FrameLayout.tenant(buffer, AT)).isEqualTo(42);
    assertThat(FrameLayout.type(buffer, AT)).isEqualTo(FrameType.DATA.code());
    assertThat(FrameLayout.recordType(buffer, AT)).isEqualTo((byte) 9);
    assertThat(FrameLayout.keyVersion(buffer, AT)).isEqualTo(3);
  }

  @Test
  void fieldsStandWhereTheBitRulerSaysSo() {
    ByteBuffer buffer = frame(5);

    assertThat(buffer.getInt(AT + 4)).as("length").isEqualTo(5);
    assertThat(buffer.getLong(AT + 8)).as("epoch").isEqualTo(0x1122334455667788L);
    assertThat(buffer.getLong(AT + 16)).as("sequence").isEqualTo(7);
    assertThat(buffer.getLong(AT + 24)).as("syncedUpTo").isEqualTo(99);
    assertThat(buffer.getLong(AT + 32)).as("timestamp").isEqualTo(1_234_567);
    assertThat(buffer.getInt(AT + 40)).as("tenant").isEqualTo(42);
    assertThat(buffer.get(AT + 44)).as("type").isEqualTo((byte) 1);
    assertThat(buffer.get(AT + 45)).as("recordType").isEqualTo((byte) 9);
    assertThat(buffer.getShort(AT + 46)).as("keyVersion").isEqualTo((short) 3);
  }

  @Property(tries = 200)
  void anySingleBitFlipInAFrameIsFound(
      @ForAll @IntRange(max = 300) int payloadBytes, @ForAll @IntRange(max = 1 << 20) int random) {
    ByteBuffer buffer = frame(payloadBytes);
    int bit = random % (FrameLayout.frameBytes(payloadBytes) * Byte.SIZE);
    int at = AT + bit / Byte.SIZE;
    buffer.put(at, (byte) (buffer.get(at) ^ 1 << bit % Byte.SIZE));
    boolean lengthHit = at >= AT + 4 && at < AT + 8;

    boolean believed =
        (!lengthHit || FrameLayout.length(buffer, AT) == payloadBytes)
            && FrameLayout.crcMatches(buffer, buffer.duplicate(), AT, crc);

    assertThat(believed).as("bit %d of %d payload bytes", bit, payloadBytes).isFalse();
  }

  @Test
  void anIntactFrameIsBelieved() {
    ByteBuffer buffer = frame(100);

    assertThat(FrameLayout.crcMatches(buffer, buffer.duplicate(), AT, crc)).isTrue();
  }

  @Test
  void bytesBehindThePayloadAreZeroUpToTheNextMultipleOfEight() {
    ByteBuffer buffer = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) -1);
    }

    FrameLayout.putHeader(buffer, 0, FrameType.DATA, 3, 1, 1, 1, (byte) 0, 0);

    for (int i = FrameLayout.HEADER_BYTES + 3; i < FrameLayout.frameBytes(3); i++) {
      assertThat(buffer.get(i)).isZero();
    }
    assertThat(buffer.get(FrameLayout.frameBytes(3))).isEqualTo((byte) -1);
  }

  @Test
  void frameBytesAreMultiplesOfEight() {
    assertThat(FrameLayout.frameBytes(0)).isEqualTo(48);
    assertThat(FrameLayout.frameBytes(1)).isEqualTo(56);
    assertThat(FrameLayout.frameBytes(8)).isEqualTo(56);
    assertThat(FrameLayout.frameBytes(9)).isEqualTo(64);
  }

  @Test
  void codesOfTypesArePartOfTheFormat() {
    assertThat(FrameType.values())
        .extracting(FrameType::code)
        .containsExactly(
            (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6, (byte) 7, (byte) 8,
            (byte) 9);
    assertThat(FrameType.ofCode((byte) 0)).isNull();
    assertThat(FrameType.ofCode((byte) 10)).isNull();
    assertThat(FrameType.ofCode((byte) -1)).isNull();
    assertThat(FrameType.ofCode((byte) 3)).isEqualTo(FrameType.START);
  }
}
