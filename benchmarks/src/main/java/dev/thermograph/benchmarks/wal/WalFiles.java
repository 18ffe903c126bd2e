package dev.thermograph.benchmarks.wal;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** The files that the benchmarks of this group find in their workspace. */
final class WalFiles {
  /** Name of the log that takes plain records. */
  static final String PLAIN = "plain";

  /** Name of the log whose payloads are encrypted. */
  static final String ENCRYPTED = "encrypted";

  /** Name of the log with frame after frame: many records per sync. */
  static final String DENSE = "dense";

  /** Name of the log with one record per block: each was synced alone. */
  static final String SYNCED = "synced";

  /** Name of the preallocated file of the bare loop. */
  static final String BARE = "bare.data";

  /** Length of the bare loop's file; it is written round and round. */
  static final int BARE_BYTES = 64 << 20;

  static final int PAYLOAD_BYTES = 256;

  /** Segments of {@link #DENSE} and of {@link #SYNCED}; the last one is filled as the others. */
  static final int SCANNED_SEGMENTS = 4;

  /** Length of the segment files of {@link #DENSE} and {@link #SYNCED} together, each. */
  static final long SCANNED_BYTES = (long) SCANNED_SEGMENTS * LogOptions.defaults().segmentBytes();

  /** Left free at a segment's end, so that the counts below surely end in the last segment. */
  private static final int SPARE_BLOCKS = 16;

  private static final int COPY_BYTES = 1 << 20;
  private static final int FILL_PAYLOAD_BYTES = 32 << 10;
  private static final int RECORDS_PER_SYNC = 256;

  private WalFiles() {}

  static void prepare(Path directory) throws IOException {
    BareSyncedWrite.prepare(directory);
    makeSteady(directory.resolve(PLAIN), options(PLAIN));
    makeSteady(directory.resolve(ENCRYPTED), options(ENCRYPTED));
    LogOptions scanned =
        LogOptions.defaults()
            .withPreparedSegmentCountMax(0)
            .withTrailerAfter(Duration.ofMinutes(1));
    int usableBytes = scanned.segmentBytes() - SPARE_BLOCKS * FrameLayout.BLOCK_BYTES;
    int denseCount = usableBytes / FrameLayout.frameBytes(PAYLOAD_BYTES);
    fill(directory.resolve(DENSE), scanned, Durability.none(), SCANNED_SEGMENTS * denseCount);
    int syncedCount = usableBytes / FrameLayout.BLOCK_BYTES;
    fill(directory.resolve(SYNCED), scanned, Durability.sync(), SCANNED_SEGMENTS * syncedCount);
  }

  /** How the logs for appending are opened: as a user would. */
  static LogOptions options(String log) {
    KeyProvider keys = log.equals(ENCRYPTED) ? new OneKey() : KeyProvider.NONE;
    return LogOptions.defaults().withKeys(keys);
  }

  /** Bytes that do not repeat within a record. */
  static ByteBuffer payload(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return ByteBuffer.wrap(content);
  }

  /** The segments of a log, in order. */
  static List<Path> segments(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("wal-"))
          .sorted()
          .toList();
    }
  }

  static void preallocate(Path file) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(COPY_BYTES);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (channel.position() < BARE_BYTES) {
        writeFully(channel, zeros.clear());
      }
      channel.force(true);
    }
  }

  /**
   * Makes a log whose next segments are recycled ones: a log that has been in use for a while does
   * not ask the file system for space.
   */
  private static void makeSteady(Path directory, LogOptions options) {
    ByteBuffer payload = payload(FILL_PAYLOAD_BYTES);
    AppendReceipt receipt = new AppendReceipt();
    int count = 2 * SCANNED_SEGMENTS * (options.segmentBytes() / FILL_PAYLOAD_BYTES);
    try (WriteAheadLog log = WriteAheadLog.open(directory, options);
        RetentionFloor floor = log.retainFrom("benchmark", 1)) {
      for (int record = 1; record <= count; record++) {
        log.append(1, (byte) 1, payload, Durability.none(), receipt);
        if (record % RECORDS_PER_SYNC == 0) {
          log.sync();
          floor.advance(receipt.sequence());
        }
      }
    }
  }

  /**
   * Makes a log that is only read. It is written in memory, where a sync costs nothing, and then
   * copied: on a slow disk tens of thousands of single syncs would take longer than the benchmarks.
   */
  private static void fill(Path directory, LogOptions options, Durability durability, int count)
      throws IOException {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    ByteBuffer payload = payload(PAYLOAD_BYTES);
    AppendReceipt receipt = new AppendReceipt();
    try (WriteAheadLog log = WriteAheadLog.open(files, options)) {
      for (int record = 0; record < count; record++) {
        log.append(1, (byte) 1, payload, durability, receipt);
        if (durability instanceof Durability.Sync) {
          log.awaitDurable(receipt.sequence());
        }
      }
      log.sync();
    }
    copy(files.reopen(), Files.createDirectories(directory));
    requireLength(directory);
  }

  private static void copy(SegmentFiles files, Path directory) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
    for (String name : files.list()) {
      try (SegmentFile source = files.openForReading(name);
          FileChannel target =
              FileChannel.open(
                  directory.resolve(name),
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE)) {
        while (source.read(buffer.clear(), target.position()) > 0) {
          writeFully(target, buffer.flip());
        }
        target.force(true);
      }
    }
  }

  private static void writeFully(FileChannel target, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      target.write(bytes);
    }
  }

  /** The figures in MB/s are wrong unless the log has exactly the bytes they are computed from. */
  private static void requireLength(Path directory) throws IOException {
    long bytes = 0;
    for (Path segment : segments(directory)) {
      bytes += Files.size(segment);
    }
    if (bytes != SCANNED_BYTES) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "log has another length than expected: log=%s bytes=%d expected=%d",
              directory.getFileName(),
              bytes,
              SCANNED_BYTES));
    }
  }
}
