package dev.thermograph.properties.crash;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One file, whatever its name: what the disk has for certain, what the page cache has, and the
 * writes that make the difference.
 *
 * <p>Content is a list of sectors, null for zeros. A list is never changed once it is {@code
 * durable}; as long as {@code current} is the same list, the next write copies it. So syncing,
 * copying and taking images cost no copy of bytes. Bytes behind the file's end are zeros.
 *
 * <p><b>Single-threaded:</b> under the lock of its {@link CrashDisk}, or in one replay.
 */
final class Inode {
  private static final ByteBuffer ZEROS = ByteBuffer.allocate(64 * 1024).asReadOnlyBuffer();

  private final int sectorShift;
  private byte[] @Nullable [] durable;
  private long durableBytes;
  private byte[] @Nullable [] current;
  private long currentBytes;
  private final List<SectorWrite> unsynced;

  /** True once the page cache shows sectors that the disk does not have and nobody will write. */
  private boolean diverged;

  /** A file whose whole content is durable. */
  Inode(int sectorShift, byte[] @Nullable [] sectors, long lengthBytes) {
    this(sectorShift, sectors, lengthBytes, sectors, lengthBytes, new ArrayList<>(0));
  }

  private Inode(
      int sectorShift,
      byte[] @Nullable [] durable,
      long durableBytes,
      byte[] @Nullable [] current,
      long currentBytes,
      List<SectorWrite> unsynced) {
    this.sectorShift = sectorShift;
    this.durable = durable;
    this.durableBytes = durableBytes;
    this.current = current;
    this.currentBytes = currentBytes;
    this.unsynced = unsynced;
  }

  static Inode empty(int sectorShift) {
    return new Inode(sectorShift, new byte[0][], 0);
  }

  /** The same state, to be changed on its own from here on. */
  Inode copy() {
    byte[] @Nullable [] ownCurrent = current == durable ? durable : current.clone();
    Inode copy =
        new Inode(
            sectorShift,
            durable,
            durableBytes,
            ownCurrent,
            currentBytes,
            new ArrayList<>(unsynced));
    copy.diverged = diverged;
    return copy;
  }

  /** What is in the file now, as if all of it were durable. */
  Inode settled() {
    byte[] @Nullable [] sectors = current == durable ? durable : current.clone();
    return new Inode(sectorShift, sectors, currentBytes);
  }

  long lengthBytes() {
    return currentBytes;
  }

  long durableBytes() {
    return durableBytes;
  }

  int sectorShift() {
    return sectorShift;
  }

  /** Sectors that the disk has for certain; not to be changed. */
  byte[] @Nullable [] durableSectors() {
    return durable;
  }

  /** Writes that the disk may have or not, in order; not to be changed. */
  List<SectorWrite> unsynced() {
    return unsynced;
  }

  int read(ByteBuffer target, long offset) {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (offset >= currentBytes) {
      return -1;
    }
    int total = (int) Math.min(target.remaining(), currentBytes - offset);
    int sectorBytes = 1 << sectorShift;
    int sector = (int) (offset >> sectorShift);
    int within = (int) (offset & (sectorBytes - 1));
    for (int left = total; left > 0; sector++) {
      int count = Math.min(left, sectorBytes - within);
      byte[] bytes = sector < current.length ? current[sector] : null;
      if (bytes != null) {
        target.put(bytes, within, count);
      } else {
        target.put(target.position(), ZEROS, 0, count).position(target.position() + count);
      }
      within = 0;
      left -= count;
    }
    return total;
  }

  /** Takes all remaining bytes of the source into new sectors; the file does not change yet. */
  SectorWrite prepare(ByteBuffer source, long offset, int order) {
    int lengthBytes = source.remaining();
    int sectorBytes = 1 << sectorShift;
    int first = (int) (offset >> sectorShift);
    int count = (int) ((offset + lengthBytes - 1) >> sectorShift) - first + 1;
    byte[][] sectors = new byte[count][];
    int within = (int) (offset & (sectorBytes - 1));
    for (int index = 0; index < count; index++) {
      int part = Math.min(source.remaining(), sectorBytes - within);
      byte[] old = first + index < current.length ? current[first + index] : null;
      byte[] bytes = old == null || part == sectorBytes ? new byte[sectorBytes] : old.clone();
      source.get(bytes, within, part);
      sectors[index] = bytes;
      within = 0;
    }
    return new SectorWrite(first, sectors, offset, lengthBytes, order);
  }

  void apply(SectorWrite write) {
    ownCurrent(write.firstSector() + write.sectorCount());
    for (int index = 0; index < write.sectorCount(); index++) {
      current[write.firstSector() + index] = write.sector(index);
    }
    currentBytes = Math.max(currentBytes, write.endOffset());
    unsynced.add(write);
  }

  /** Makes all durable but what an earlier failed sync has dropped. */
  void sync() {
    durable = diverged ? device().durable : current;
    durableBytes = currentBytes;
    unsynced.clear();
  }

  /**
   * A sync that failed: the page cache goes on showing the unsynced writes and forgets that they
   * are unsynced, as Linux does. No later sync makes them durable; only writing their sectors again
   * does.
   *
   * @param reached says for one sector after the other whether it got to the disk all the same
   */
  void drop(BooleanSupplier reached) {
    byte[] @Nullable [] left = Arrays.copyOf(durable, Math.max(durable.length, current.length));
    for (SectorWrite write : unsynced) {
      for (int index = 0; index < write.sectorCount(); index++) {
        if (reached.getAsBoolean()) {
          left[write.firstSector() + index] = write.sector(index);
        }
      }
    }
    diverged |= !unsynced.isEmpty();
    durable = left;
    durableBytes = currentBytes;
    unsynced.clear();
  }

  /** What reading past the page cache shows, which first writes back what the cache would write. */
  Inode device() {
    byte[] @Nullable [] sectors = Arrays.copyOf(durable, Math.max(durable.length, current.length));
    for (SectorWrite write : unsynced) {
      for (int index = 0; index < write.sectorCount(); index++) {
        sectors[write.firstSector() + index] = write.sector(index);
      }
    }
    return new Inode(sectorShift, sectors, currentBytes);
  }

  private void ownCurrent(int sectorCountMin) {
    if (current == durable || current.length < sectorCountMin) {
      int grown = current.length < sectorCountMin ? current.length + current.length / 2 : 0;
      current = Arrays.copyOf(current, Math.max(Math.max(sectorCountMin, grown), current.length));
    }
  }
}
