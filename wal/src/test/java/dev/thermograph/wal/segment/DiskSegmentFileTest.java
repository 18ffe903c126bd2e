package dev.thermograph.wal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskSegmentFileTest {
  private static final int WRITE_COUNT = 10_000;

  @TempDir Path directory;

  /** The log thread's path: a few bytes in all may come from the JVM itself, none per write. */
  @Test
  void writesAndReadsOnAnIoThreadAllocateNothing() throws Exception {
    AtomicLong allocatedBytes = new AtomicLong(Long.MAX_VALUE);
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory);
        SegmentFile file = files.create("a.log")) {
      IoThread thread = new IoThread("test-io", () -> allocatedBytes.set(measure(file)));
      thread.start();
      thread.join();
      assertThat(thread.failure()).isEmpty();
    }
    assertThat(allocatedBytes.get()).isLessThan(WRITE_COUNT);
  }

  private static long measure(SegmentFile file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer record = ByteBuffer.allocateDirect(256);
    writeAndRead(file, record);
    long before = threads.getCurrentThreadAllocatedBytes();
    writeAndRead(file, record);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void writeAndRead(SegmentFile file, ByteBuffer record) {
    try {
      for (int count = 0; count < WRITE_COUNT; count++) {
        file.write(record.clear(), (count % 16) * 256L);
        file.read(record.clear(), (count % 16) * 256L);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
