package dev.thermograph.wal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class MemorySegmentFilesTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void filesOutliveTheInstanceThatMadeThem() throws IOException {
    MemorySegmentFiles first = MemorySegmentFiles.create();
    try (SegmentFile file = first.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(new byte[] {1, 2}), 0);
    }
    first.close();
    try (MemorySegmentFiles second = first.reopen();
        SegmentFile file = second.openForReading("a.log")) {
      assertThat(file.lengthBytes()).isEqualTo(2);
    }
    assertThatThrownBy(first::list).hasMessageContaining("closed");
  }

  @Test
  void preallocatedZerosTakeNoSpace() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer zeros = ByteBuffer.allocateDirect(MEBIBYTE);
    try (MemorySegmentFiles files = MemorySegmentFiles.create();
        SegmentFile file = files.create("a.log")) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int index = 0; index < 64; index++) {
        file.writeFully(zeros.clear(), (long) index * MEBIBYTE);
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEBIBYTE);
      assertThat(file.lengthBytes()).isEqualTo(64L * MEBIBYTE);
    }
  }

  @Test
  void bytesAcrossChunksComeBackAsWritten() throws IOException {
    byte[] bytes = new byte[200_000];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) (index * 31 + 1);
    }
    try (MemorySegmentFiles files = MemorySegmentFiles.create();
        SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(bytes), 65_000);
      ByteBuffer back = ByteBuffer.allocate(bytes.length);
      assertThat(file.readFully(back, 65_000)).isEqualTo(bytes.length);
      assertThat(back.array()).isEqualTo(bytes);
    }
  }

  @Test
  void bytesBeforeAFarWriteReadAsZeros() throws IOException {
    try (MemorySegmentFiles files = MemorySegmentFiles.create();
        SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(new byte[] {9}), 300_000);
      ByteBuffer back = ByteBuffer.allocate(300_001);
      assertThat(file.readFully(back, 0)).isEqualTo(300_001);
      byte[] expected = new byte[300_001];
      expected[300_000] = 9;
      assertThat(back.array()).isEqualTo(expected);
    }
  }

  @Test
  void zerosOverwriteEarlierBytes() throws IOException {
    try (MemorySegmentFiles files = MemorySegmentFiles.create();
        SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
      file.writeFully(ByteBuffer.wrap(new byte[] {0}), 1);
      ByteBuffer back = ByteBuffer.allocate(3);
      file.readFully(back, 0);
      assertThat(back.array()).containsExactly(1, 0, 3);
    }
  }
}
