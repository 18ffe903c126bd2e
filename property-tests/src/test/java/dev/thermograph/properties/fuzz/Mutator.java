package dev.thermograph.properties.fuzz;

import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages real logs the way disks, programs and people do, and then usually makes the checksums
 * right again. <b>Single-threaded.</b>
 */
final class Mutator {
  private static final long[] ODD_VALUES = {
    0,
    1,
    -1,
    8,
    47,
    48,
    4096,
    131_072,
    1 << 20,
    48 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 32,
    2L << 32
  };

  /** Offsets of the fields of a frame, and how long they are; a segment's header is hit as well. */
  private static final int[][] FIELDS = {
    {4, 4}, {8, 8}, {16, 8}, {24, 8}, {32, 8}, {40, 4}, {44, 1}, {45, 1}, {46, 2}, {48, 8}, {56, 8}
  };

  private static final List<Bundle.Kind> KINDS = List.of(Bundle.Kind.values());

  private final SplittableRandom random;

  Mutator(SplittableRandom random) {
    this.random = random;
  }

  Bundle mutate(Bundle seed) {
    Bundle bundle = seed.copy();
    int count = 1 + random.nextInt(5);
    for (int change = 0; change < count && !bundle.entries().isEmpty(); change++) {
      changeOne(bundle);
    }
    bundle.reseals(random.nextInt(5) > 0);
    return bundle;
  }

  private void changeOne(Bundle bundle) {
    List<Bundle.Entry> entries = bundle.entries();
    Bundle.Entry entry = entries.get(random.nextInt(entries.size()));
    if (entry.content.length < Bundle.BLOCK_BYTES) {
      entry.content = Arrays.copyOf(entry.content, 2 * Bundle.BLOCK_BYTES);
    }
    switch (random.nextInt(14)) {
      case 0, 1 -> flip(entry.content);
      case 2, 3, 4, 5 -> setField(entry.content);
      case 6 -> setType(entry.content);
      case 7 -> copyBlock(entry.content, entries.get(random.nextInt(entries.size())).content);
      case 8 -> swapBlocks(entry.content);
      case 9 -> zero(entry.content);
      case 10 -> entry.content = Arrays.copyOf(entry.content, newLength(entry.content.length));
      case 11 -> entry.number = Math.max(0, entry.number + random.nextInt(-1, 2));
      case 12 -> entry.kind = KINDS.get(random.nextInt(KINDS.size()));
      default -> addOrRemove(entries, entry);
    }
  }

  private void flip(byte[] content) {
    content[anywhere(content)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
  }

  /** Half of the time near a frame's start, so that headers are hit and not only payloads. */
  private int anywhere(byte[] content) {
    return random.nextBoolean()
        ? random.nextInt(content.length)
        : Math.min(content.length - 1, frame(content) + random.nextInt(64));
  }

  private void setField(byte[] content) {
    int at = frame(content);
    int[] field = FIELDS[random.nextInt(FIELDS.length)];
    if (at + field[0] + field[1] > content.length) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    long value =
        random.nextBoolean()
            ? ODD_VALUES[random.nextInt(ODD_VALUES.length)]
            : random.nextInt(-64, 65) + (field[1] == 8 ? bytes.getLong(at + field[0]) : 0);
    switch (field[1]) {
      case 1 -> bytes.put(at + field[0], (byte) value);
      case 2 -> bytes.putShort(at + field[0], (short) value);
      case 4 -> bytes.putInt(at + field[0], (int) value);
      default -> bytes.putLong(at + field[0], value);
    }
  }

  private void setType(byte[] content) {
    FrameType[] types = FrameType.values();
    content[frame(content) + 44] = types[random.nextInt(types.length)].code();
  }

  /** Where one of the first frames begins, or a block, or the segment's header. */
  private int frame(byte[] content) {
    int blocks = content.length / Bundle.BLOCK_BYTES;
    int start = random.nextInt(blocks) * Bundle.BLOCK_BYTES;
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int at = random.nextInt(3) == 0 ? start : Math.min(start, Bundle.BLOCK_BYTES);
    for (int hop = random.nextInt(8); hop > 0; hop--) {
      int length = FrameLayout.length(bytes, at);
      if (length < 0 || length > content.length) {
        return at;
      }
      int next = at + FrameLayout.frameBytes(length);
      if (next + 2 * FrameLayout.HEADER_BYTES > content.length) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private void copyBlock(byte[] target, byte[] source) {
    int from = block(source);
    int to = block(target);
    int length = Math.min(Bundle.BLOCK_BYTES, Math.min(source.length - from, target.length - to));
    System.arraycopy(source, from, target, to, length);
  }

  private void swapBlocks(byte[] content) {
    int a = block(content);
    int b = block(content);
    byte[] kept = Arrays.copyOfRange(content, a, a + Bundle.BLOCK_BYTES);
    int length = Math.min(content.length - a, content.length - b);
    length = Math.min(length, Bundle.BLOCK_BYTES);
    System.arraycopy(content, b, content, a, length);
    System.arraycopy(kept, 0, content, b, length);
  }

  private void zero(byte[] content) {
    int from = anywhere(content);
    int unit = random.nextBoolean() ? Bundle.SECTOR_BYTES : Bundle.BLOCK_BYTES;
    Arrays.fill(content, from, Math.min(content.length, from + 1 + random.nextInt(unit)), (byte) 0);
  }

  private int block(byte[] content) {
    return random.nextInt(Math.max(1, content.length / Bundle.BLOCK_BYTES)) * Bundle.BLOCK_BYTES;
  }

  private int newLength(int length) {
    return switch (random.nextInt(4)) {
      case 0 -> length / 2 / Bundle.BLOCK_BYTES * Bundle.BLOCK_BYTES + Bundle.BLOCK_BYTES;
      case 1 -> random.nextInt(length) + 1;
      case 2 -> length + Bundle.BLOCK_BYTES;
      default -> Math.min(Bundle.FILE_BYTES_MAX, length * 2);
    };
  }

  private void addOrRemove(List<Bundle.Entry> entries, Bundle.Entry entry) {
    if (random.nextBoolean()) {
      entries.remove(entry);
    } else if (entries.size() < 8) {
      Bundle.Entry copy = entry.copy();
      copy.number++;
      entries.add(copy);
    }
  }
}
