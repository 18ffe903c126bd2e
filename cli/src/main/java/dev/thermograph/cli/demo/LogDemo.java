package dev.thermograph.cli.demo;

import com.google.errorprone.annotations.FormatMethod;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.recovery.LogEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The write-ahead log in five steps: append, crash, recover, damage, files.
 *
 * <p>Each step checks what it shows and fails when it is not so. <em>Single-threaded.</em>
 */
public final class LogDemo {
  /** Small segments, so that the demo fills several. */
  static final LogOptions OPTIONS = LogOptions.defaults().withSegmentBytes(4 << 20);

  private static final long CRASH_AFTER_MILLIS = 500;
  private static final int FLIPPED_BYTE_OF_PAYLOAD = 5;

  /** One record as it is found: where, and what it says. */
  private record Found(LogPosition position, String text) {}

  private final PrintWriter out;
  private final Path directory;
  private final Path log;

  /** A demo that prints to {@code out} and writes into {@code directory} only. */
  public LogDemo(PrintWriter out, Path directory) {
    this.out = out;
    this.directory = directory;
    this.log = directory.resolve("log");
  }

  /** Runs all steps; takes a few seconds. */
  public void run() throws IOException {
    say("%nThe write-ahead log below it");
    say("directory: %s (%s)", directory, fileSystem());
    append();
    KilledWriter killed = crash();
    Map<Long, Found> records = recover(killed);
    damage(records);
    listFiles();
  }

  private String fileSystem() throws IOException {
    String type = Files.getFileStore(directory).type();
    return type.equals("tmpfs") ? "tmpfs: kept in memory, so syncs cost nothing here" : type;
  }

  private void append() throws IOException {
    say("%n1. Append: each call returns when its record is on the disk");
    try (WriteAheadLog opened = WriteAheadLog.open(log, OPTIONS)) {
      long[] nanos = AppendTimes.oneByOne(opened);
      say(
          "   one caller:  %d records, median %d us, 99%% within %d us",
          nanos.length, nanos[nanos.length / 2] / 1_000, nanos[nanos.length * 99 / 100] / 1_000);
      say(
          "   16 callers:  %.0f records per second; they share syncs",
          AppendTimes.together(opened));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while appending", e);
    }
  }

  private KilledWriter crash() throws IOException {
    say("%n2. Crash: a second process appends with 8 callers and is killed in mid-write");
    KilledWriter killed =
        KilledWriter.run(CrashingAppender.class, directory, log, CRASH_AFTER_MILLIS);
    say(
        "   process %d killed (kill -9) after %d ms; %d records had been acknowledged to it",
        killed.pid(), killed.millis(), killed.acknowledged().size());
    return killed;
  }

  private Map<Long, Found> recover(KilledWriter killed) {
    say("%n3. Recover: open what is there");
    long start = System.nanoTime();
    try (WriteAheadLog opened = WriteAheadLog.open(log, OPTIONS)) {
      say(
          "   opened in %d ms; %s",
          (System.nanoTime() - start) / 1_000_000, describe(opened.recovered().end()));
      Map<Long, Found> records = read(opened);
      long foundCount =
          killed.acknowledged().entrySet().stream()
              .filter(each -> isFound(records, each.getKey(), each.getValue()))
              .count();
      say("   acknowledged records found: %d of %d", foundCount, killed.acknowledged().size());
      require(foundCount == killed.acknowledged().size(), "an acknowledged record is lost");
      say(
          "   complete but not yet acknowledged when the kill came: %d",
          records.keySet().stream()
              .filter(sequence -> isUnacknowledged(records, killed, sequence))
              .count());
      return records;
    }
  }

  private static boolean isFound(Map<Long, Found> records, long sequence, String text) {
    Found found = records.get(sequence);
    return found != null && found.text().equals(text);
  }

  private static boolean isUnacknowledged(
      Map<Long, Found> records, KilledWriter killed, long sequence) {
    Found found = records.get(sequence);
    return found != null
        && found.text().startsWith("appender-")
        && !killed.acknowledged().containsKey(sequence);
  }

  private static String describe(LogEnd end) {
    return switch (end) {
      case LogEnd.Absent() -> "there is no log";
      case LogEnd.Closed() -> "the last writer had left in good order";
      case LogEnd.Unclosed() -> "the last writer had not closed, nothing is torn";
      case LogEnd.TornTail(long bytes) ->
          "the last writer was cut off: " + bytes + " torn bytes left out";
    };
  }

  private static Map<Long, Found> read(WriteAheadLog opened) {
    Map<Long, Found> records = new TreeMap<>();
    try (LogReader reader = opened.read(1)) {
      while (reader.next()) {
        String text = DemoRecord.text(reader.payload());
        records.put(reader.sequence(), new Found(reader.position(), text));
      }
    }
    return records;
  }

  private void damage(Map<Long, Found> records) throws IOException {
    say("%n4. Damage: one byte in the middle is flipped, as a failing disk would");
    long middle = records.size() / 2L;
    LogPosition position =
        records.values().stream().skip(middle).findFirst().orElseThrow().position();
    Path file = log.resolve(SegmentNames.segment(position.segmentNumber()));
    int offset = position.offset() + FrameLayout.HEADER_BYTES + FLIPPED_BYTE_OF_PAYLOAD;
    flip(file, offset);
    say("   flipped: file=%s offset=%d", file.getFileName(), offset);
    Map<String, Long> before = checksums();
    say("   refused: %s", refusal());
    require(before.equals(checksums()), "the refused opening changed a file");
    say("   no file was changed by that");
    flip(file, offset);
    try (WriteAheadLog opened = WriteAheadLog.open(log, OPTIONS)) {
      int count = read(opened).size();
      require(count == records.size(), "a record is lost after the repair");
      say("   flipped back: opens again with all %d records", count);
    }
  }

  private String refusal() {
    try (WriteAheadLog opened = WriteAheadLog.open(log, OPTIONS)) {
      throw new IllegalStateException(
          "the damaged log was opened: lastSequence=" + opened.lastSequence());
    } catch (LogCorruptedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void flip(Path file, int offset) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.read(one, offset);
      one.put(0, (byte) ~one.get(0)).flip();
      channel.write(one, offset);
    }
  }

  private Map<String, Long> checksums() throws IOException {
    Map<String, Long> checksums = new TreeMap<>();
    for (Path file : files()) {
      CRC32C crc = new CRC32C();
      crc.update(Files.readAllBytes(file));
      checksums.put(file.getFileName().toString(), crc.getValue());
    }
    return checksums;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(file -> !file.endsWith("LOCK")).sorted().toList();
    }
  }

  private void listFiles() throws IOException {
    say("%n5. Files: docs/formats/wal-v1.md has their bytes");
    for (Path file : files()) {
      String name = file.getFileName().toString();
      String what = name.startsWith("wal-") ? "segment" : "spare, ready to become a segment";
      say("   %s  %d KiB  %s", name, Files.size(file) >> 10, what);
    }
    say("   LOCK  names the process that writes");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  @FormatMethod
  private void say(String pattern, Object... values) {
    out.println(String.format(Locale.ROOT, pattern, values));
    out.flush();
  }
}
