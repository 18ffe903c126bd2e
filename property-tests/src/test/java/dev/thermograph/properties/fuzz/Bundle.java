package dev.thermograph.properties.fuzz;

import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A small directory as a few kilobytes, so that a fuzzer's byte is a byte of a file.
 *
 * <pre>
 *  flags u8 | per file: kind u8 | number u8 | length u32 | sector count u8 | per sector: index u16 | 512 bytes
 * </pre>
 *
 * Sectors that are not listed hold zeros. Any bytes are a bundle: what is missing at the end is
 * left out. Mutable; <b>single-threaded.</b>
 */
final class Bundle {
  static final int SECTOR_BYTES = 512;
  static final int BLOCK_BYTES = 4096;

  /** Two MiB: far more than a seed has, so that lengths and files can contradict each other. */
  static final int FILE_BYTES_MAX = 2 << 20;

  private static final int FILE_COUNT_MAX = 8;
  private static final int FILE_HEADER_BYTES = 7;
  private static final int RESEAL_FLAG = 1;
  private static final long[] ODD_NUMBERS = {
    0, Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, 9_999_999_999_999_999L
  };

  /** What a file's name says. */
  enum Kind {
    SEGMENT,
    SPARE,
    ARCHIVE,
    ODD_SEGMENT;

    String name(int number) {
      return switch (this) {
        case SEGMENT -> SegmentNames.segment(number);
        case SPARE -> SegmentNames.spare(number);
        case ARCHIVE -> String.format(Locale.ROOT, "wal-%016d.tgwa", number);
        case ODD_SEGMENT -> SegmentNames.segment(ODD_NUMBERS[number % ODD_NUMBERS.length]);
      };
    }
  }

  private static final Kind[] KINDS = Kind.values();

  /** One file; the content may be replaced. */
  static final class Entry {
    Kind kind;
    int number;
    byte[] content;

    Entry(Kind kind, int number, byte[] content) {
      this.kind = kind;
      this.number = number;
      this.content = content;
    }

    Entry copy() {
      return new Entry(kind, number, content.clone());
    }
  }

  private final List<Entry> entries;
  private boolean reseals;

  Bundle(List<Entry> entries, boolean reseals) {
    this.entries = entries;
    this.reseals = reseals;
  }

  List<Entry> entries() {
    return entries;
  }

  /** True when checksums are to be made right, so that what lies behind them is reached. */
  boolean reseals() {
    return reseals;
  }

  void reseals(boolean newReseals) {
    reseals = newReseals;
  }

  Bundle copy() {
    return new Bundle(new ArrayList<>(entries.stream().map(Entry::copy).toList()), reseals);
  }

  static Bundle decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean reseals = in.hasRemaining() && (in.get() & RESEAL_FLAG) != 0;
    List<Entry> entries = new ArrayList<>();
    while (in.remaining() >= FILE_HEADER_BYTES && entries.size() < FILE_COUNT_MAX) {
      Kind kind = KINDS[Byte.toUnsignedInt(in.get()) % KINDS.length];
      int number = Byte.toUnsignedInt(in.get());
      byte[] content = new byte[Integer.remainderUnsigned(in.getInt(), FILE_BYTES_MAX + 1)];
      int sectors = Byte.toUnsignedInt(in.get());
      for (int sector = 0; sector < sectors && in.remaining() > 2; sector++) {
        int at = Short.toUnsignedInt(in.getShort()) * SECTOR_BYTES;
        int length = Math.min(SECTOR_BYTES, in.remaining());
        int kept = Math.clamp(content.length - at, 0, length);
        in.get(in.position(), content, kept == 0 ? 0 : at, kept);
        in.position(in.position() + length);
      }
      entries.add(new Entry(kind, number, content));
    }
    return new Bundle(entries, reseals);
  }

  /** Refuses nothing: a file with more sectors than fit is cut. */
  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(reseals ? RESEAL_FLAG : 0);
    for (Entry entry : entries) {
      List<Integer> used = usedSectors(entry.content);
      out.write(Arrays.asList(KINDS).indexOf(entry.kind));
      out.write(entry.number);
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        out.write(entry.content.length >> shift);
      }
      out.write(used.size());
      for (int sector : used) {
        out.write(sector);
        out.write(sector >> Byte.SIZE);
        int from = sector * SECTOR_BYTES;
        out.writeBytes(Arrays.copyOfRange(entry.content, from, from + SECTOR_BYTES));
      }
    }
    return out.toByteArray();
  }

  private static List<Integer> usedSectors(byte[] content) {
    byte[] zeros = new byte[SECTOR_BYTES];
    List<Integer> used = new ArrayList<>();
    for (int at = 0; at < content.length && used.size() < 255; at += SECTOR_BYTES) {
      int end = Math.min(content.length, at + SECTOR_BYTES);
      if (!Arrays.equals(content, at, end, zeros, 0, end - at)) {
        used.add(at / SECTOR_BYTES);
      }
    }
    return used;
  }

  /** The files of a directory. */
  static Bundle of(SegmentFiles files, Kind kindOfArchives) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String name : files.list().stream().sorted().toList()) {
      Kind kind =
          name.startsWith("spare")
              ? Kind.SPARE
              : name.endsWith(".log") ? Kind.SEGMENT : kindOfArchives;
      int number = Integer.parseInt(name.replaceAll("[^0-9]", ""));
      try (SegmentFile file = files.openForReading(name)) {
        byte[] content = new byte[(int) file.lengthBytes()];
        file.readFully(ByteBuffer.wrap(content), 0);
        entries.add(new Entry(kind, number, content));
      }
    }
    return new Bundle(entries, false);
  }

  MemorySegmentFiles toFiles() {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    try {
      for (Entry entry : entries) {
        String name = entry.kind.name(entry.number);
        if (files.list().contains(name)) {
          continue;
        }
        try (SegmentFile file = files.create(name)) {
          file.writeFully(ByteBuffer.wrap(entry.content), 0);
        }
      }
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return files;
  }
}
