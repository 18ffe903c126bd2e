package dev.thermograph.wal.format.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class VoidLayoutTest {

  @Test
  void fieldComesBackFromWhereTheBitRulerSaysSo() {
    ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

    VoidLayout.put(buffer, 8, 77);

    assertThat(VoidLayout.PAYLOAD_BYTES).isEqualTo(8);
    assertThat(buffer.getLong(8)).isEqualTo(77);
    assertThat(VoidLayout.previousSequence(buffer, 8)).isEqualTo(77);
  }
}
