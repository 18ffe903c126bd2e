package dev.thermograph.properties.crash;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.segment.FileNames;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A directory in memory that tells what a power cut may leave of it.
 *
 * <p>The model, on the pessimistic side of what POSIX and disks promise:
 *
 * <ul>
 *   <li>A write is durable after its file's next sync. Until then each sector that it touched,
 *       whole, may be on the disk or not, in any version since the last sync; see {@link
 *       CrashMode}.
 *   <li>A file's growth is durable with its data. Before that its length may be anything between.
 *   <li>A create, rename or delete is durable after the directory's next sync, and not before, also
 *       when the file itself was synced; see {@link DirectoryLoss}. Each one is atomic.
 *   <li>After a sync that failed the earlier writes stay visible and never become durable, unless
 *       they are written again; see {@link Fault#SYNC_FAILS_AND_DROPS}.
 * </ul>
 *
 * <p>Images share all bytes with the disk they were taken from and cost about a microsecond; give
 * them a fast generator, such as {@link java.util.SplittableRandom}. All operations are kept for
 * the {@link #timeline()} as long as the instance lives. <b>Thread-safe:</b> one lock per disk.
 */
public final class CrashRecordingFiles implements SegmentFiles {
  /** What a disk writes whole or not at all, unless it tears. */
  public static final int SECTOR_BYTES = 512;

  private static final int SECTOR_BYTES_MIN = 64;
  private static final int SECTOR_BYTES_MAX = 64 * 1024;

  private static final DirectoryLoss[] LOSSES = DirectoryLoss.values();

  private final CrashDisk disk;
  private volatile boolean closed;

  private CrashRecordingFiles(CrashDisk disk) {
    this.disk = disk;
  }

  /** An empty disk with sectors of {@value #SECTOR_BYTES} bytes. */
  public static CrashRecordingFiles create() {
    return create(SECTOR_BYTES, CrashRecordingFiles::nothingAcked);
  }

  /**
   * An empty disk that also records, around each operation, how far the tested code has promised
   * durability.
   *
   * @param ackedProbe asked under the disk's lock, so it must not wait for anything that uses
   *     files; reading an atomic is right
   */
  public static CrashRecordingFiles create(LongSupplier ackedProbe) {
    return create(SECTOR_BYTES, ackedProbe);
  }

  /**
   * As {@link #create(LongSupplier)} with another unit of loss: 4,096 models a file system that
   * writes whole pages and a disk that may spoil any of them.
   *
   * @param sectorBytes a power of two in 64..65,536
   */
  public static CrashRecordingFiles create(int sectorBytes, LongSupplier ackedProbe) {
    if (Integer.bitCount(sectorBytes) != 1
        || sectorBytes < SECTOR_BYTES_MIN
        || sectorBytes > SECTOR_BYTES_MAX) {
      throw new InvalidArgumentException(
          "sector length must be a power of two in 64..65536: sectorBytes=" + sectorBytes);
    }
    int sectorShift = Integer.numberOfTrailingZeros(sectorBytes);
    return new CrashRecordingFiles(new CrashDisk(DiskState.empty(sectorShift), ackedProbe));
  }

  static CrashRecordingFiles on(DiskState state) {
    return new CrashRecordingFiles(new CrashDisk(state, CrashRecordingFiles::nothingAcked));
  }

  /**
   * The same disk for the next process after this one ended or was killed: nothing is lost, nothing
   * more is durable, and the timeline goes on.
   */
  public CrashRecordingFiles reopen() {
    return new CrashRecordingFiles(disk);
  }

  /** A disk of its own in the same state as {@link #reopen()}, with an empty timeline. */
  public CrashRecordingFiles fork() {
    return new CrashRecordingFiles(disk.copy());
  }

  /**
   * As {@link #fork()} with an empty page cache, as after an orderly reboot: what a failed sync has
   * dropped is gone, all else is durable.
   */
  public CrashRecordingFiles reboot() {
    return on(disk.rebooted());
  }

  /** As {@link #fork()}, with another probe; see {@link #create(LongSupplier)}. */
  public CrashRecordingFiles fork(LongSupplier ackedProbe) {
    return new CrashRecordingFiles(disk.copy(ackedProbe));
  }

  /** A disk of its own with the present content of every file, all of it durable. */
  public CrashRecordingFiles settledCopy() {
    return on(disk.settled());
  }

  /** What a power cut at this moment may leave, with any loss of names. */
  public CrashImage crash(CrashMode mode, RandomGenerator random) {
    return crash(mode, anyLoss(random), random);
  }

  /** What a power cut at this moment may leave. */
  public CrashImage crash(CrashMode mode, DirectoryLoss directoryLoss, RandomGenerator random) {
    return disk.crash(mode, directoryLoss, random);
  }

  /** All operations so far, for crashes at every one of them. */
  public CrashTimeline timeline() {
    return disk.timeline();
  }

  /**
   * A settled copy with one bit flipped.
   *
   * @param bitIndex from 0, eight per byte, lowest first; must lie inside the file
   */
  public CrashRecordingFiles flippedCopy(String name, long bitIndex) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    long offset = bitIndex / Byte.SIZE;
    if (bitIndex < 0 || disk.read(disk.find("flip a bit", name), one, offset) < 0) {
      throw new InvalidArgumentException(
          "bit must lie inside the file: bitIndex=" + bitIndex + " file=" + name);
    }
    byte flipped = (byte) (one.get(0) ^ (1 << (bitIndex % Byte.SIZE)));
    return damagedCopy(name, offset, one.put(0, flipped).clear());
  }

  /** A settled copy in which the remaining bytes of {@code bytes} stand at {@code offset}. */
  public CrashRecordingFiles damagedCopy(String name, long offset, ByteBuffer bytes)
      throws IOException {
    FileNames.requireOffset(name, offset);
    int inode = disk.find("damage", name);
    DiskState damaged = disk.settled();
    if (bytes.hasRemaining()) {
      Inode file = damaged.inode(inode);
      file.apply(file.prepare(bytes, offset, 0));
      file.sync();
    }
    return on(damaged);
  }

  @Override
  public String describe() {
    return "crash-recording";
  }

  @Override
  public List<String> list() throws IOException {
    requireOpen("list");
    return disk.list();
  }

  @Override
  public SegmentFile create(String name) throws IOException {
    FileNames.requireValid(name);
    requireOpen("create");
    return new CrashFile(disk, disk.create(name), name, CrashFile.Access.READ_WRITE);
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    FileNames.requireValid(name);
    requireOpen("open");
    return new CrashFile(disk, disk.find("open", name), name, CrashFile.Access.READ_WRITE);
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    FileNames.requireValid(name);
    requireOpen("open");
    return new CrashFile(disk, disk.find("open", name), name, CrashFile.Access.READ);
  }

  /** Shows what a failed sync has dropped as it is on the disk, not as the page cache has it. */
  @Override
  public SegmentFile openFromDevice(String name) throws IOException {
    FileNames.requireValid(name);
    requireOpen("open");
    return new CrashFile(disk, disk.find("open", name), name, CrashFile.Access.READ_DEVICE);
  }

  @Override
  public void rename(String source, String target) throws IOException {
    FileNames.requireValid(source);
    FileNames.requireValid(target);
    requireOpen("rename");
    disk.rename(source, target);
  }

  @Override
  public void delete(String name) throws IOException {
    FileNames.requireValid(name);
    requireOpen("delete");
    disk.delete(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    requireOpen("sync directory");
    disk.syncDirectory();
  }

  @Override
  public void close() {
    closed = true;
  }

  static DirectoryLoss anyLoss(RandomGenerator random) {
    return LOSSES[random.nextInt(LOSSES.length)];
  }

  private static long nothingAcked() {
    return 0;
  }

  private void requireOpen(String operation) throws IOException {
    if (closed) {
      throw new IOException("closed: operation=" + operation + " directory=" + describe());
    }
  }
}
