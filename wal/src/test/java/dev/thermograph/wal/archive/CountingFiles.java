package dev.thermograph.wal.archive;

import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Files that count the bytes read from them. */
final class CountingFiles implements SegmentFiles {
  private final SegmentFiles inner;
  private final AtomicLong readBytes = new AtomicLong();

  CountingFiles(SegmentFiles inner) {
    this.inner = inner;
  }

  /** Bytes read since the last call. */
  long takeReadBytes() {
    return readBytes.getAndSet(0);
  }

  @Override
  public String describe() {
    return inner.describe();
  }

  @Override
  public List<String> list() throws IOException {
    return inner.list();
  }

  @Override
  public SegmentFile create(String name) throws IOException {
    return new Counting(inner.create(name));
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    return new Counting(inner.open(name));
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    return new Counting(inner.openForReading(name));
  }

  @Override
  public void rename(String source, String target) throws IOException {
    inner.rename(source, target);
  }

  @Override
  public void delete(String name) throws IOException {
    inner.delete(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    inner.syncDirectory();
  }

  @Override
  public void close() {
    inner.close();
  }

  private final class Counting implements SegmentFile {
    private final SegmentFile file;

    Counting(SegmentFile file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
      int read = file.read(target, offset);
      readBytes.addAndGet(Math.max(0, read));
      return read;
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
    public int write(ByteBuffer source, long offset) throws IOException {
      return file.write(source, offset);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void syncWithMetadata() throws IOException {
      file.syncWithMetadata();
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
