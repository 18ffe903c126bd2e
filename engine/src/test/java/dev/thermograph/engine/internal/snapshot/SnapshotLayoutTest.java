package dev.thermograph.engine.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.SnapshotRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class SnapshotLayoutTest {
  @Test
  void lengthsAreThoseOfTheRulers() {
    assertThat(SnapshotLayout.PAYLOAD_OFFSET).isEqualTo(24);
    assertThat(SnapshotLayout.HEADER_BYTES).isEqualTo(72);
    assertThat(SnapshotLayout.COUNTS_BYTES).isEqualTo(56);
    assertThat(SnapshotLayout.FOOTER_BYTES).isEqualTo(96);
  }

  @Test
  void differencesFoldAndUnfold() {
    for (long difference : List.of(0L, 1L, -1L, 2L, 1L << 47, -(1L << 47))) {
      assertThat(SnapshotLayout.fold(difference)).isNotNegative();
      assertThat(SnapshotLayout.unfold(SnapshotLayout.fold(difference))).isEqualTo(difference);
    }
  }

  @Test
  void theBytesOfAnEmptyTenantAreThoseOfTheRulers() throws IOException {
    try (SmallGraph graph = new SmallGraph()) {
      graph.sequence = 5;
      graph.horizon = 3;
      ByteBuffer file =
          ByteBuffer.wrap(SnapshotFiles.bytesOf(graph.state())).order(ByteOrder.LITTLE_ENDIAN);

      // The block: crc, payloadBytes, file id, block index.
      CRC32C crc = new CRC32C();
      crc.update(file.slice(4, file.limit() - 4));
      assertThat(file.getInt()).isEqualTo((int) crc.getValue());
      assertThat(file.getInt()).isEqualTo(file.limit() - 24);
      assertThat(file.position(file.position() + 8).getLong()).isZero();

      assertThat(file.getLong()).isEqualTo(SnapshotLayout.MAGIC);
      assertThat(file.getInt()).isEqualTo(SnapshotLayout.VERSION);
      assertThat(file.getInt()).isEqualTo(SmallGraph.TENANT);
      assertThat(file.getLong()).isEqualTo(SmallGraph.ORIGIN.getMostSignificantBits());
      assertThat(file.getLong()).isEqualTo(SmallGraph.ORIGIN.getLeastSignificantBits());
      assertThat(file.getLong()).as("sequence").isEqualTo(5);
      assertThat(file.getLong()).as("horizon").isEqualTo(3);
      assertThat(file.getInt()).as("cipher").isZero();
      assertThat(file.getInt()).as("nodeEnd").isZero();
      assertThat(file.getInt()).as("edgeEnd").isZero();
      assertThat(file.getInt()).as("zeros").isZero();
      assertThat(file.getLong()).isEqualTo(SmallGraph.MICROS);
      for (int section = SnapshotLayout.CATALOGS; section <= SnapshotLayout.HASHES; section++) {
        assertThat(file.get()).isEqualTo((byte) section);
        assertThat(file.get()).as("end of section %d", section).isZero();
      }
      assertThat(file.get()).isEqualTo((byte) SnapshotLayout.END);
      for (int count = 0; count < 6; count++) {
        assertThat(file.getLong()).isZero();
      }
      assertThat(file.getLong()).as("upTo").isEqualTo(5);
      file.position(file.position() + SnapshotLayout.DIGEST_BYTES);
      assertThat(file.getLong()).isEqualTo(SnapshotLayout.END_MAGIC);
      assertThat(file.remaining()).isZero();
    }
  }

  @Test
  void sectionsOfLaterVersionsAreRefusedAsSuch() throws IOException {
    try (SmallGraph graph = new SmallGraph()) {
      byte[] bytes = SnapshotFiles.bytesOf(graph.state());
      int end = SnapshotLayout.PAYLOAD_OFFSET + SnapshotLayout.HEADER_BYTES + 2 * 7;
      assertThat(bytes[end]).isEqualTo((byte) SnapshotLayout.END);
      for (int section = SnapshotLayout.CRDTS; section < SnapshotLayout.END; section++) {
        byte[] later = bytes.clone();
        later[end] = (byte) section;
        byte[] sealed = SnapshotFiles.resealed(later, true);
        assertThatThrownBy(() -> SnapshotFiles.textOf(sealed))
            .isInstanceOf(SnapshotRefusedException.class)
            .hasMessageContaining("later version: found=" + section);
      }
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      assertThat(SnapshotFiles.textOf(SnapshotFiles.bytesOf(graph.state())))
          .contains(
              "catalog 1 catalog one",
              "catalog 9 catalog two",
              "name name",
              "name größe",
              "horizon 5 4",
              "commit 6 1700000000000060 [6, 6, 0, 0, 6, 0] by alice for größer",
              "commit 20 1700000000000200 [1048576, 0, 20, 20, 0, 0]",
              "commit 22 1700000000000220 [22, 0, 0, 0, 0, 0]",
              "  1: node 0",
              "  16: node 1, changed",
              "  19: deleted",
              "  22: 70000 times x",
              "edge 3 kind 5 from 3 to 4",
              "  20: edge 3, back",
              "end 22")
          .doesNotContain("name not in the log yet");
    }
  }

  @Test
  void damageToAChecksumIsFound() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      byte[] bytes = SnapshotFiles.bytesOf(graph.state());
      bytes[SnapshotLayout.CRC_OFFSET] ^= 1;
      assertThatThrownBy(() -> SnapshotFiles.textOf(bytes))
          .isInstanceOf(SnapshotRefusedException.class)
          .hasMessageContaining("block=0: checksum");
    }
  }
}
