package dev.thermograph.wal.salvage;

import dev.thermograph.wal.error.ReadOnlyAccessException;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file whose unreadable blocks read as zeros, which are never a frame. Read-only. */
final class TolerantFile implements SegmentFile {
  private static final int BLOCK = FrameLayout.BLOCK_BYTES;

  private final SegmentFile file;

  TolerantFile(SegmentFile file) {
    this.file = file;
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    int start = target.position();
    try {
      return file.read(target, offset);
    } catch (IOException e) {
      if (offset >= file.lengthBytes()) {
        return -1;
      }
      target.position(start);
      return readInBlock(target, offset);
    }
  }

  /** Reads no further than the block that the offset is in, so that one bad block costs itself. */
  private int readInBlock(ByteBuffer target, long offset) throws IOException {
    int toBlockEnd = BLOCK - (int) (offset % BLOCK);
    int count = (int) Math.min(Math.min(toBlockEnd, target.remaining()), lengthBytes() - offset);
    int start = target.position();
    ByteBuffer part = target.slice(start, count);
    try {
      int read = file.read(part, offset);
      target.position(start + Math.max(0, read));
      return read;
    } catch (IOException e) {
      target.position(start).put(new byte[count]);
      return count;
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
