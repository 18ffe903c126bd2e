package dev.thermograph.wal.archive;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Making archives and looking at them. */
final class Archives {
  static final Duration LONG = Duration.ofSeconds(20);

  private static final long PAUSE_NANOS = 1_000_000;

  private Archives() {}

  /** Archives everything of a log that is sealed. */
  static MemorySegmentFiles of(LogImage image) {
    MemorySegmentFiles target = MemorySegmentFiles.create();
    archive(image, target);
    return target;
  }

  static void archive(LogImage image, SegmentFiles target) {
    try (WriteAheadLog log = image.open()) {
      awaitAll(log.archiveTo(target), image);
    }
  }

  static void awaitAll(SegmentArchiver archiver, LogImage image) {
    long sealed = currentSegment(image) - 1;
    if (!archiver.awaitArchived(sealed, LONG)) {
      throw new AssertionError("segment " + sealed + " not archived: " + archiver.status());
    }
  }

  /** Waits for what other threads do, 20 s at most. */
  static void awaitTrue(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("still not so after " + LONG);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  static long currentSegment(LogImage image) {
    return names(image.current().reopen()).stream()
        .mapToLong(name -> SegmentNames.segmentNumber(name).orElse(0))
        .max()
        .orElse(0);
  }

  static Set<String> names(SegmentFiles files) {
    try {
      return new TreeSet<>(files.list());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Segment 1 with a few small records of some tenants, sealed because its writer was killed. */
  static LogImage smallLog(int recordCount) {
    LogImage image = new LogImage();
    byte[] killed;
    try (WriteAheadLog log = image.open()) {
      AppendReceipt receipt = new AppendReceipt();
      for (int i = 0; i < recordCount; i++) {
        log.append(i * 100 % 7, (byte) 1, LogImage.bytes("r" + i), Durability.none(), receipt);
      }
      log.sync();
      killed = image.read(1, 0, LogImage.SEGMENT_BYTES);
    }
    image.write(1, 0, killed);
    image.append(1);
    return image;
  }

  /** One record as an archive gives it. */
  record Archived(long sequence, int tenant, byte recordType, String text) {}

  static List<Archived> all(SegmentFiles target) {
    return all(target, KeyProvider.NONE);
  }

  static List<Archived> all(SegmentFiles target, KeyProvider keys) {
    ArchiveReader reader = ArchiveReader.open(target, keys);
    return list(reader.read(reader.firstSequence(), Long.MAX_VALUE));
  }

  static List<Archived> list(ArchiveRecords records) {
    List<Archived> found = new ArrayList<>();
    try (records) {
      while (records.next()) {
        found.add(
            new Archived(
                records.sequence(),
                records.tenant(),
                records.recordType(),
                StandardCharsets.UTF_8.decode(records.payload()).toString()));
      }
    }
    return found;
  }

  static byte[] bytes(SegmentFiles files, String name) {
    try (SegmentFile file = files.openForReading(name)) {
      byte[] bytes = new byte[(int) file.lengthBytes()];
      file.readFully(ByteBuffer.wrap(bytes), 0);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of a directory in which one file has other bytes. */
  static MemorySegmentFiles with(SegmentFiles files, String changed, byte[] content) {
    MemorySegmentFiles copy = MemorySegmentFiles.create();
    for (String name : names(files)) {
      put(copy, name, name.equals(changed) ? content : bytes(files, name));
    }
    return copy;
  }

  static void put(SegmentFiles files, String name, byte[] content) {
    try (SegmentFile file = files.create(name)) {
      file.writeFully(ByteBuffer.wrap(content), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
