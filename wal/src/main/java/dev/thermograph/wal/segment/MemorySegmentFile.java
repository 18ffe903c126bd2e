package dev.thermograph.wal.segment;

import dev.thermograph.wal.error.ReadOnlyAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A handle on a file in memory. <b>Thread-safe</b> as its content is. */
final class MemorySegmentFile implements SegmentFile {
  private final String name;
  private final MemoryContent content;
  private final boolean writable;
  private volatile boolean closed;

  MemorySegmentFile(String name, MemoryContent content, boolean writable) {
    this.name = name;
    this.content = content;
    this.writable = writable;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long lengthBytes() throws IOException {
    requireOpen("read length", 0);
    return content.lengthBytes();
  }

  @Override
  public int write(ByteBuffer source, long offset) throws IOException {
    if (!writable) {
      throw new ReadOnlyAccessException("write", name);
    }
    FileNames.requireOffset(name, offset);
    requireOpen("write", offset);
    return content.write(source, offset);
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    FileNames.requireOffset(name, offset);
    requireOpen("read", offset);
    return content.read(target, offset);
  }

  @Override
  public void sync() throws IOException {
    requireOpen("sync", 0);
  }

  @Override
  public void syncWithMetadata() throws IOException {
    requireOpen("sync with metadata", 0);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen(String operation, long offset) throws IOException {
    if (closed) {
      throw new IOException(
          "closed: operation=" + operation + " file=" + name + " offset=" + offset);
    }
  }
}
