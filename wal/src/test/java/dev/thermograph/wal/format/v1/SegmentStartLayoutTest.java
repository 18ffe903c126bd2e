package dev.thermograph.wal.format.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class SegmentStartLayoutTest {

  @Test
  void fieldsComeBackFromWhereTheBitRulerSaysSo() {
    ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

    SegmentStartLayout.put(buffer, 8, 123, 45);

    assertThat(SegmentStartLayout.PAYLOAD_BYTES).isEqualTo(16);
    assertThat(buffer.getLong(8)).isEqualTo(123);
    assertThat(buffer.getLong(16)).isEqualTo(45);
    assertThat(SegmentStartLayout.previousEnd(buffer, 8)).isEqualTo(123);
    assertThat(SegmentStartLayout.releasedBefore(buffer, 8)).isEqualTo(45);
  }
}
