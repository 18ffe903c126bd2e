package dev.thermograph.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Checks the disk under a directory: free space, and how long a synced write takes. */
final class DiskChecks {

  private static final long FREE_BYTES_MIN = 1L << 30;
  private static final int BLOCK_BYTES = 4096;
  private static final int WRITE_COUNT = 50;

  private DiskChecks() {}

  static List<Finding> check(Path directory) throws IOException {
    return List.of(
        freeSpace(directory, Files.getFileStore(directory).getUsableSpace()), sync(directory));
  }

  static Finding freeSpace(Path directory, long freeBytes) {
    return new Finding(
        freeBytes >= FREE_BYTES_MIN,
        Text.format(
            "disk: free=%d MiB wanted=%d MiB directory=%s",
            freeBytes >> 20, FREE_BYTES_MIN >> 20, directory));
  }

  /** Only reports the time: a slow disk is slow, not wrong. */
  private static Finding sync(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "thermograph-doctor", ".tmp");
    try {
      return new Finding(
          true,
          Text.format(
              "disk: write and sync of %d bytes, median of %d: %d microseconds",
              BLOCK_BYTES, WRITE_COUNT, medianSyncNanos(file) / 1_000));
    } finally {
      Files.delete(file);
    }
  }

  private static long medianSyncNanos(Path file) throws IOException {
    long[] nanos = new long[WRITE_COUNT];
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int write = 0; write < WRITE_COUNT; write++) {
        long start = System.nanoTime();
        channel.write(block.clear());
        channel.force(false);
        nanos[write] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[WRITE_COUNT / 2];
  }
}
