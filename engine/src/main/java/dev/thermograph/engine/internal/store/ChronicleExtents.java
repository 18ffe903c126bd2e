package dev.thermograph.engine.internal.store;

import dev.thermograph.engine.error.StoreFilesException;
import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Extents in Chronicle Maps, in memory or in files.
 *
 * <p>Files outlive the process only through {@link #closeCleanly}; after any other end they are
 * thrown away, for the log is the truth and a crash tells nobody which of their bytes are old. One
 * process at a time uses a directory: the caller holds its lock. <em>Single-threaded</em> but for
 * the regions' bytes; with files, on a thread that nobody interrupts, since that would close the
 * file being read. The end of the JVM does not unmap, so threads may read until their last moment.
 */
public final class ChronicleExtents implements Extents {
  /** Least length of a region. */
  public static final int REGION_BYTES_MIN = 4096;

  /** Largest length of a region. */
  public static final int REGION_BYTES_MAX = 1 << 26;

  /** Most regions of an extent. */
  public static final int REGION_COUNT_MAX = CleanMarkLayout.REGION_COUNT_MAX;

  /** Most extents. */
  public static final int EXTENT_COUNT_MAX = CleanMarkLayout.EXTENT_COUNT_MAX;

  private final @Nullable ExtentFiles files;
  private final String identity;
  private final List<ExtentMap> extents;
  private boolean closed;

  ChronicleExtents(@Nullable ExtentFiles files, String identity, List<ExtentMap> extents) {
    this.files = files;
    this.identity = identity;
    this.extents = new CopyOnWriteArrayList<>(extents);
  }

  /** Extents that end with the process. */
  public static ChronicleExtents inMemory() {
    JvmFlags.require();
    return new ChronicleExtents(null, "memory", new ArrayList<>());
  }

  /**
   * Extents in files of {@code directory}, which is made if missing; what earlier extents left
   * there is deleted.
   *
   * @param identity whose memory it is and in which layout, 1..256 bytes of UTF-8; {@link #reopen}
   *     accepts only the same
   */
  public static ChronicleExtents create(Path directory, String identity) {
    JvmFlags.require();
    ExtentFiles files = new ExtentFiles(directory);
    CleanMark _ = new CleanMark(identity, 0, new byte[0], List.of()); // refuses a bad identity
    try {
      Files.createDirectories(directory);
      files.deleteAll();
    } catch (IOException e) {
      throw new StoreFilesException("could not empty the directory: " + directory, e);
    }
    return new ChronicleExtents(files, identity, new ArrayList<>());
  }

  /**
   * Opens what {@link #closeCleanly} left, at once. Damage of any kind is an answer, never an
   * exception. Reads every byte twice: the file, and again where Chronicle put it.
   */
  public static Reopening reopen(Path directory, String identity) {
    return reopen(directory, identity, Reopener.Checks.ALL);
  }

  static Reopening reopen(Path directory, String identity, Reopener.Checks checks) {
    JvmFlags.require();
    return new Reopener(new ExtentFiles(directory), identity, checks).reopen();
  }

  @Override
  public long[] add(int regionBytes, int regionCount) {
    requireOpen();
    InvalidArgumentException.requireRange(
        "regionBytes", regionBytes, REGION_BYTES_MIN, REGION_BYTES_MAX);
    if (regionBytes % Long.BYTES != 0) {
      throw new InvalidArgumentException(
          "regionBytes must be a multiple of 8: regionBytes=" + regionBytes);
    }
    InvalidArgumentException.requireRange("regionCount", regionCount, 1, REGION_COUNT_MAX);
    InvalidArgumentException.requireRange("extents", extents.size() + 1, 1, EXTENT_COUNT_MAX);
    Path file = files == null ? null : files.extent(extents.size());
    ExtentMap extent = ExtentMap.create(file, regionBytes, regionCount);
    extents.add(extent);
    return extent.addresses();
  }

  @Override
  public int count() {
    return extents.size();
  }

  @Override
  public long[] addresses(int extent) {
    requireOpen();
    return extents.get(extent).addresses();
  }

  @Override
  public int regionBytes(int extent) {
    return extents.get(extent).regionBytes();
  }

  @Override
  public long usedBytes(int extent) {
    return extents.get(extent).usedBytes();
  }

  @Override
  public long usedBytes() {
    return closed ? 0 : extents.stream().mapToLong(ExtentMap::usedBytes).sum();
  }

  /** Leaves files, if any, that nobody will use again. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      extents.forEach(ExtentMap::close);
    }
  }

  /**
   * Closes so that {@link #reopen} finds everything again. When this throws, the memory is closed
   * all the same, and will be built again.
   *
   * @param sequence the last commit that the memory holds
   * @param payload up to 4 KiB of the caller's own, such as references into the memory
   */
  public void closeCleanly(long sequence, byte[] payload) {
    requireOpen();
    ExtentFiles sealed = files;
    if (sealed == null) {
      throw new IllegalStateException("extents in memory cannot outlive the process");
    }
    InvalidArgumentException.requireRange(
        "payload's bytes", payload.length, 0, CleanMark.PAYLOAD_BYTES_MAX);
    List<int[]> regionCrcs = extents.stream().map(ExtentMap::regionCrcs).toList();
    close();
    try {
      sealed.writeMark(
          CleanMarkLayout.encode(
              new CleanMark(identity, sequence, payload, sums(sealed, regionCrcs))));
    } catch (IOException e) {
      throw new StoreFilesException("could not seal the directory: " + sealed.directory(), e);
    }
  }

  private List<CleanMark.ExtentSum> sums(ExtentFiles sealed, List<int[]> regionCrcs)
      throws IOException {
    List<CleanMark.ExtentSum> sums = new ArrayList<>();
    for (int extent = 0; extent < extents.size(); extent++) {
      sealed.syncExtent(extent);
      ExtentFiles.FileSum file = ExtentFiles.sum(sealed.extent(extent));
      sums.add(
          new CleanMark.ExtentSum(
              extents.get(extent).regionBytes(),
              file.fileBytes(),
              file.crc(),
              regionCrcs.get(extent)));
    }
    return sums;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("extents are closed");
    }
  }
}
