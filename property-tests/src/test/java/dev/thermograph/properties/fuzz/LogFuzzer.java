package dev.thermograph.properties.fuzz;

import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.archive.ArchiveReader;
import dev.thermograph.wal.archive.ArchiveRecords;
import dev.thermograph.wal.follow.LogFollower;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.read.SegmentHeaders;
import dev.thermograph.wal.recovery.LogOpener;
import dev.thermograph.wal.recovery.LogRecovery;
import dev.thermograph.wal.recovery.OpenedLog;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.recovery.RecoveredSegment;
import dev.thermograph.wal.salvage.SalvageReader;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Feeds a directory of any bytes to everything that reads a log or an archive.
 *
 * <p>Allowed are results and {@link ThermographException}s. Memory does not fail, so an {@link
 * IOException} is as wrong as any other exception. What recovery accepts must be readable to its
 * end, openable, and the same afterwards. Stateless.
 */
public final class LogFuzzer {
  /** The smallest one, so that every read beyond a frame hits its end. */
  private static final int WINDOW_BYTES = Bundle.BLOCK_BYTES;

  private static final int NEW_SEGMENT_BYTES = 1 << 17;
  private static final int RECORDS_MAX = 100_000;

  private LogFuzzer() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    tryAll(Bundle.decode(data));
  }

  static void tryAll(Bundle bundle) {
    if (bundle.reseals()) {
      reseal(bundle);
    }
    MemorySegmentFiles files = bundle.toFiles();
    try {
      readHeaders(files);
      recoverAndRead(files);
      salvage(files.reopen());
      follow(files.reopen());
      readArchive(files.reopen());
      open(files.reopen());
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
  }

  private static void reseal(Bundle bundle) {
    for (Bundle.Entry entry : bundle.entries()) {
      if (entry.kind == Bundle.Kind.ARCHIVE) {
        Reseal.archive(entry.content);
      } else {
        Reseal.segment(entry.content);
      }
    }
  }

  private static void readHeaders(MemorySegmentFiles files) throws IOException {
    for (String name : files.list()) {
      try (SegmentFile file = files.openForReading(name)) {
        readHeader(file, SegmentNames.segmentNumber(name).orElse(1));
      }
    }
  }

  private static void readHeader(SegmentFile file, long number) throws IOException {
    try {
      SegmentHeaders.read(file, number);
    } catch (ThermographException e) {
      return; // refused by type, as it may be
    }
  }

  private static void recoverAndRead(MemorySegmentFiles files) throws IOException {
    RecoveredLog recovered;
    try {
      recovered = LogRecovery.recover(files, cursor());
    } catch (ThermographException e) {
      return;
    }
    if (recovered.segments().isEmpty()) {
      return;
    }
    RecoveredSegment first = recovered.segments().getFirst();
    long from = first.previousSequence() + 1;
    if (from == Long.MIN_VALUE) {
      return; // a sequence that nobody can ever have given
    }
    try (LogReader reader =
        new LogReader(files, FuzzKeys.INSTANCE, recovered::endPosition, from, first.number())) {
      int records = 0;
      while (reader.next()) {
        look(reader::payload);
        requireBound(++records);
      }
    }
  }

  private static void salvage(MemorySegmentFiles files) {
    try (SalvageReader reader = SalvageReader.open(files, FuzzKeys.INSTANCE)) {
      int records = 0;
      while (reader.next()) {
        look(reader::payload);
        requireBound(++records);
      }
    } catch (ThermographException e) {
      return;
    }
  }

  private static void follow(MemorySegmentFiles files) {
    try (LogFollower follower = LogFollower.open(files, FuzzKeys.INSTANCE, 1)) {
      int records = 0;
      while (follower.next()) {
        look(follower::payload);
        requireBound(++records);
      }
    } catch (ThermographException e) {
      return;
    }
  }

  private static void readArchive(MemorySegmentFiles files) {
    try {
      ArchiveReader reader = ArchiveReader.open(files, FuzzKeys.INSTANCE);
      if (reader.firstSequence() <= reader.lastSequence()) {
        read(reader.read(reader.firstSequence(), reader.lastSequence()));
      }
      read(reader.recordsOf(1));
      reader.verify();
    } catch (ThermographException e) {
      return;
    }
  }

  private static void read(ArchiveRecords records) {
    try (records) {
      int count = 0;
      while (records.next()) {
        look(records::payload);
        requireBound(++count);
      }
    } catch (ThermographException e) {
      return;
    }
  }

  private static void open(MemorySegmentFiles files) throws IOException {
    OpenedLog opened;
    try {
      opened = LogOpener.open(files, cursor(), NEW_SEGMENT_BYTES, new Random(1));
    } catch (ThermographException e) {
      return;
    }
    opened.resume().tail().segment().file().close();
    if (usesOldFiles(opened.recovered())) {
      return; // these may hold frames that contradict the log, which no log's own files do
    }
    long last = opened.recovered().lastSequence();
    long again = LogRecovery.recover(files, cursor()).lastSequence();
    if (last != again) {
      throw new AssertionError("opening changed the log: " + again + " of " + last);
    }
  }

  private static boolean usesOldFiles(RecoveredLog recovered) {
    return !recovered.spares().isEmpty()
        || !recovered.leftoverSegments().isEmpty()
        || !recovered.unusedSegments().isEmpty();
  }

  private static void look(java.util.function.Supplier<ByteBuffer> payload) {
    try {
      ByteBuffer bytes = payload.get();
      int sum = 0;
      while (bytes.hasRemaining()) {
        sum += bytes.get();
      }
      if (sum == Integer.MIN_VALUE) {
        throw new AssertionError("not reached; keeps the loop alive");
      }
    } catch (ThermographException e) {
      return; // a key that is missing or wrong
    }
  }

  private static void requireBound(int records) {
    if (records > RECORDS_MAX) {
      throw new AssertionError("more records than the files can hold");
    }
  }

  private static FrameCursor cursor() {
    return new FrameCursor(FrameCheck.CHECKSUM, WINDOW_BYTES);
  }
}
