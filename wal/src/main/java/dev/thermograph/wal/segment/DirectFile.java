package dev.thermograph.wal.segment;

import dev.thermograph.wal.error.ReadOnlyAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file read past the page cache: every read of the channel below is aligned, whatever is asked.
 *
 * <p><b>Single-threaded.</b> Used once, when opening after a crash; allocates one buffer.
 */
final class DirectFile implements SegmentFile {
  /** What every device and file system that has direct reads accepts. */
  private static final int ALIGNMENT_BYTES = 4096;

  private static final int BUFFER_BYTES = 256 * 1024;

  private final SegmentFile file;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES + ALIGNMENT_BYTES).alignedSlice(ALIGNMENT_BYTES);

  private DirectFile(SegmentFile file) {
    this.file = file;
  }

  /** One way to open a file. */
  @FunctionalInterface
  interface Opening {
    SegmentFile open() throws IOException;
  }

  /**
   * Opens a file past the page cache, or through it where the system says that it has no direct
   * reads: memory-backed file systems, where the cache is the device. Any other failure is the
   * caller's: going on with the cache would believe what the device may not hold.
   */
  static SegmentFile open(Opening direct, Opening cached) throws IOException {
    try {
      return new DirectFile(direct.open());
    } catch (UnsupportedOperationException e) {
      return cached.open();
    } catch (IOException e) {
      if (DirectOption.isRefusal(e)) {
        return cached.open();
      }
      throw e;
    }
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public long lengthBytes() throws IOException {
    return file.lengthBytes();
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    long aligned = offset & -ALIGNMENT_BYTES;
    int skip = (int) (offset - aligned);
    buffer.limit(BUFFER_BYTES).position(0);
    int read = file.read(buffer, aligned);
    if (read <= skip) {
      return -1;
    }
    int count = Math.min(read - skip, target.remaining());
    target.put(target.position(), buffer, skip, count);
    target.position(target.position() + count);
    return count;
  }

  @Override
  public int write(ByteBuffer source, long offset) {
    throw new ReadOnlyAccessException("write", name());
  }

  @Override
  public void sync() {
    throw new ReadOnlyAccessException("sync", name());
  }

  @Override
  public void syncWithMetadata() {
    throw new ReadOnlyAccessException("sync with metadata", name());
  }

  @Override
  public void close() {
    file.close();
  }
}
