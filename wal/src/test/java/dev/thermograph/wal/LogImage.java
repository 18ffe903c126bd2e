package dev.thermograph.wal;

import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.read.SegmentHeaders;
import dev.thermograph.wal.recovery.LogRecovery;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log in memory whose bytes can be looked at, damaged and recovered again. */
public final class LogImage {
  public static final int SEGMENT_BYTES = LogOptions.SEGMENT_BYTES_MIN;

  /** One frame as a cursor sees it. */
  public record Frame(int offset, int end, FrameType type, long sequence, long syncedUpTo) {}

  /** One record as a reader sees it. */
  public record Entry(long sequence, int tenant, byte recordType, String text) {}

  private MemorySegmentFiles files = MemorySegmentFiles.create();
  private final LogOptions options;

  public LogImage() {
    this(options());
  }

  public LogImage(LogOptions options) {
    this.options = options;
  }

  /** Small segments made on demand, no idle trailers, seeded randomness. */
  public static LogOptions options() {
    return LogOptions.defaults()
        .withSegmentBytes(SEGMENT_BYTES)
        .withPreparedSegmentCountMax(0)
        .withTrailerAfter(Duration.ofMinutes(1))
        .withRandom(new Random(42));
  }

  /** The files as the next process finds them. */
  public MemorySegmentFiles files() {
    files = files.reopen();
    return files;
  }

  /** The files as the log that is open now sees them. */
  public MemorySegmentFiles current() {
    return files;
  }

  public WriteAheadLog open() {
    return WriteAheadLog.open(files(), options);
  }

  /** Opens, appends records "record-n" one by one and synced, closes. */
  public LogImage append(int count) {
    try (WriteAheadLog log = open()) {
      for (int i = 0; i < count; i++) {
        log.appendAndAwait(1, (byte) 1, bytes("record-" + (log.lastSequence() + 1)));
      }
    }
    return this;
  }

  /** Appends records with payloads of a size until the log has that many segments. */
  public LogImage appendUntilSegments(int segmentCount, int payloadBytes) {
    try (WriteAheadLog log = open()) {
      while (files.list().stream().filter(name -> name.startsWith("wal-")).count() < segmentCount) {
        log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(payloadBytes));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  public RecoveredLog recover() {
    try {
      return LogRecovery.recover(files(), new FrameCursor(FrameCheck.CHECKSUM, 8192));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All records, read through a newly opened log. */
  public List<Entry> entries() {
    try (WriteAheadLog log = open()) {
      return entries(log, 1);
    }
  }

  public static List<Entry> entries(WriteAheadLog log, long fromSequence) {
    List<Entry> entries = new ArrayList<>();
    try (LogReader reader = log.read(fromSequence)) {
      while (reader.next()) {
        entries.add(
            new Entry(
                reader.sequence(),
                reader.tenant(),
                reader.recordType(),
                StandardCharsets.UTF_8.decode(reader.payload()).toString()));
      }
    }
    return entries;
  }

  /** The valid frames of a segment from its start to the first gap. */
  public List<Frame> frames(long segment) {
    return withFile(
        segment,
        file -> {
          List<Frame> frames = new ArrayList<>();
          SegmentHeader header = SegmentHeaders.read(file, segment).orElseThrow();
          FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, 8192);
          cursor.open(file, header);
          while (cursor.next()) {
            frames.add(
                new Frame(
                    cursor.frameOffset(),
                    cursor.nextOffset(),
                    cursor.type(),
                    cursor.sequence(),
                    cursor.syncedUpTo()));
          }
          return frames;
        });
  }

  /** The frame of a type that stands n-th in a segment, from 0. */
  public Frame frame(long segment, FrameType type, int n) {
    return frames(segment).stream()
        .filter(frame -> frame.type() == type)
        .skip(n)
        .findFirst()
        .orElseThrow();
  }

  public void flip(long segment, int offset) {
    byte[] one = read(segment, offset, 1);
    one[0] ^= 0x10;
    write(segment, offset, one);
  }

  public void zero(long segment, int from, int to) {
    write(segment, from, new byte[to - from]);
  }

  public byte[] read(long segment, int offset, int length) {
    return withFile(
        segment,
        file -> {
          byte[] target = new byte[length];
          file.readFully(ByteBuffer.wrap(target), offset);
          return target;
        });
  }

  public void write(long segment, int offset, byte[] bytes) {
    withFile(
        segment,
        file -> {
          file.writeFully(ByteBuffer.wrap(bytes), offset);
          return true;
        });
  }

  /** Replaces the header of a segment, checksum included. */
  public void writeHeader(long segment, SegmentHeader header) {
    byte[] block = new byte[SegmentHeaderLayout.HEADER_BYTES];
    SegmentHeaderLayout.put(ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN), header);
    write(segment, 0, block);
  }

  public SegmentHeader header(long segment) {
    return withFile(segment, file -> SegmentHeaders.read(file, segment).orElseThrow());
  }

  public void delete(long segment) {
    try {
      files().delete(SegmentNames.segment(segment));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void copy(long from, long to) {
    byte[] content = read(from, 0, SEGMENT_BYTES);
    try (SegmentFile created = files().create(SegmentNames.segment(to))) {
      created.writeFully(ByteBuffer.wrap(content), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T withFile(long segment, FileUse<T> use) {
    try (SegmentFile file = files().open(SegmentNames.segment(segment))) {
      return use.on(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface FileUse<T> {
    T on(SegmentFile file) throws IOException;
  }
}
