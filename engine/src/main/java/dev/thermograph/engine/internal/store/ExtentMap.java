package dev.thermograph.engine.internal.store;

import dev.thermograph.engine.error.MemoryRefusedException;
import dev.thermograph.error.Messages;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.core.io.IORuntimeException;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import org.jspecify.annotations.Nullable;

/**
 * One extent: a Chronicle Map whose few values are regions, used by their addresses from then on.
 * See docs/decisions/0010-chronicle-maps-as-extents.md.
 *
 * <p>The only class that calls Chronicle. <em>Single-threaded</em> but for the regions' bytes.
 */
final class ExtentMap {
  private static final int ALIGNMENT_BYTES = 8;

  /** Chronicle asks the class loader for it before it would compile it. */
  private static final String NATIVE_CLASS =
      "net.openhft.chronicle.hash.VanillaGlobalMutableState$$Native";

  private final ChronicleMap<Long, byte[]> map;
  private final int regionBytes;
  private final long[] addresses;
  private final long usedBytes;

  private ExtentMap(
      ChronicleMap<Long, byte[]> map, int regionBytes, int regionCount, long usedBytes) {
    this.map = map;
    this.regionBytes = regionBytes;
    this.addresses = new long[regionCount];
    this.usedBytes = usedBytes;
    for (int region = 0; region < regionCount; region++) {
      addresses[region] = findAddress(map, region, regionBytes);
    }
  }

  /** A new extent of zeros, in {@code file} if there is one; refused without a trace. */
  static ExtentMap create(@Nullable Path file, int regionBytes, int regionCount) {
    requireNativeClass();
    ChronicleMap<Long, byte[]> map = null;
    ExtentMap extent = null;
    try {
      byte[] zeros = new byte[regionBytes];
      map = build(file, zeros, regionCount);
      for (long region = 0; region < regionCount; region++) {
        map.put(region, zeros);
      }
      extent = new ExtentMap(map, regionBytes, regionCount, usedBytes(map, file));
      return extent;
    } catch (IOException | IORuntimeException | OutOfMemoryError | InternalError e) {
      throw new MemoryRefusedException(
          Messages.format(
              "no room for an extent: place=%s regionBytes=%d regionCount=%d",
              file == null ? "memory" : file, regionBytes, regionCount),
          e);
    } finally {
      if (extent == null) {
        remove(map, file);
      }
    }
  }

  /** Opens a file that {@link CleanMark} has vouched for. */
  static ExtentMap open(Path file, int regionBytes, int regionCount) throws IOException {
    requireNativeClass();
    ChronicleMap<Long, byte[]> map = build(file, new byte[regionBytes], regionCount);
    ExtentMap extent = null;
    try {
      if (map.longSize() != regionCount) {
        throw new IOException(
            Messages.format("regions: found=%d wanted=%d", map.longSize(), regionCount));
      }
      extent = new ExtentMap(map, regionBytes, regionCount, usedBytes(map, file));
      return extent;
    } finally {
      if (extent == null) {
        map.close();
      }
    }
  }

  long[] addresses() {
    return addresses.clone();
  }

  int regionBytes() {
    return regionBytes;
  }

  int regionCount() {
    return addresses.length;
  }

  long usedBytes() {
    return usedBytes;
  }

  /** CRC-32C of each region as it is now. */
  int[] regionCrcs() {
    int[] crcs = new int[addresses.length];
    for (int region = 0; region < crcs.length; region++) {
      crcs[region] = crcOf(addresses[region], regionBytes);
    }
    return crcs;
  }

  void close() {
    map.close();
  }

  /** All settings are given, the defaults, too, so that no version of Chronicle decides for us. */
  private static ChronicleMap<Long, byte[]> build(
      @Nullable Path file, byte[] sample, int regionCount) throws IOException {
    ChronicleMapBuilder<Long, byte[]> builder =
        ChronicleMapBuilder.of(Long.class, byte[].class)
            .name("extent")
            .entries(regionCount)
            .actualSegments(1)
            .constantValueSizeBySample(sample)
            .entryAndValueOffsetAlignment(ALIGNMENT_BYTES)
            // A checksum would be of the zeros put first; the mark has its own.
            .checksumEntries(false)
            .putReturnsNull(true)
            // A sparse file finds the disk full in the middle of a write, with its lock held.
            .sparseFile(false)
            // The hook would take the memory from under threads that still read at exit.
            .skipCloseOnExitHook(true);
    return file == null ? builder.create() : builder.createPersistedTo(file.toFile());
  }

  private static void requireNativeClass() {
    try {
      Class.forName(NATIVE_CLASS, false, ExtentMap.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "the engine was built without src/main/chronicle: class=" + NATIVE_CLASS, e);
    }
  }

  private static long findAddress(ChronicleMap<Long, byte[]> map, long region, int regionBytes) {
    try (ExternalMapQueryContext<Long, byte[], ?> context = map.queryContext(region)) {
      context.readLock().lock();
      var entry = context.entry();
      if (entry == null) {
        throw new IllegalStateException("extent has no such region: region=" + region);
      }
      Data<byte[]> value = entry.value();
      RandomDataInput bytes = value.bytes();
      long address = bytes.addressForRead(value.offset());
      if (value.size() != regionBytes || address % ALIGNMENT_BYTES != 0) {
        throw new IllegalStateException(
            Messages.format(
                "region is not as laid out: region=%d bytes=%d wanted=%d address=%x",
                region, value.size(), regionBytes, address));
      }
      return address;
    }
  }

  @SuppressWarnings("restricted") // the region stays mapped for as long as this extent is open
  private static int crcOf(long address, int bytes) {
    CRC32C crc = new CRC32C();
    crc.update(MemorySegment.ofAddress(address).reinterpret(bytes).asByteBuffer());
    return (int) crc.getValue();
  }

  private static long usedBytes(ChronicleMap<Long, byte[]> map, @Nullable Path file)
      throws IOException {
    return file == null ? map.offHeapMemoryUsed() : Files.size(file);
  }

  /** Best effort: what is thrown already says more than what a second failure could add. */
  private static void remove(@Nullable ChronicleMap<Long, byte[]> map, @Nullable Path file) {
    if (map != null) {
      map.close();
    }
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException ignored) {
        // Without a mark nobody opens it, and the next creation deletes it.
        return;
      }
    }
  }
}
