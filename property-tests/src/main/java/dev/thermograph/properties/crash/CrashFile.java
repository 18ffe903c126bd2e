package dev.thermograph.properties.crash;

import dev.thermograph.wal.error.ReadOnlyAccessException;
import dev.thermograph.wal.segment.FileNames;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A handle on a file of a {@link CrashDisk}. <b>Thread-safe</b> as the disk is. */
final class CrashFile implements SegmentFile {
  private final CrashDisk disk;
  private final int inode;
  private final String name;
  private final Access access;
  private volatile boolean closed;

  CrashFile(CrashDisk disk, int inode, String name, Access access) {
    this.disk = disk;
    this.inode = inode;
    this.name = name;
    this.access = access;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long lengthBytes() throws IOException {
    requireOpen("read length", 0);
    return disk.lengthBytes(inode);
  }

  @Override
  public int write(ByteBuffer source, long offset) throws IOException {
    if (access != Access.READ_WRITE) {
      throw new ReadOnlyAccessException("write", name);
    }
    FileNames.requireOffset(name, offset);
    requireOpen("write", offset);
    return disk.write(inode, name, source, offset);
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    FileNames.requireOffset(name, offset);
    requireOpen("read", offset);
    return access == Access.READ_DEVICE
        ? disk.readDevice(inode, target, offset)
        : disk.read(inode, target, offset);
  }

  @Override
  public void sync() throws IOException {
    requireOpen("sync", 0);
    disk.sync(inode, name, OperationKind.SYNC);
  }

  @Override
  public void syncWithMetadata() throws IOException {
    requireOpen("sync with metadata", 0);
    disk.sync(inode, name, OperationKind.SYNC_WITH_METADATA);
  }

  /** Does what a failing sync does on Linux: the unsynced writes will never become durable. */
  void dropUnsynced(OperationKind kind, long seed) throws IOException {
    requireOpen("sync", 0);
    disk.failSync(inode, name, kind, seed);
  }

  @Override
  public void close() {
    closed = true;
  }

  /** What a handle is for. */
  enum Access {
    READ_WRITE,
    READ,
    READ_DEVICE
  }

  private void requireOpen(String operation, long offset) throws IOException {
    if (closed) {
      throw new IOException(
          "closed: operation=" + operation + " file=" + name + " offset=" + offset);
    }
  }
}
