package dev.thermograph.engine.internal.transaction;

import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Files whose syncs wait as long as they are told to. */
final class StalledFiles implements SegmentFiles {
  private final SegmentFiles inner;

  /** Who stalls has the write lock. */
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

  StalledFiles(SegmentFiles inner) {
    this.inner = inner;
  }

  void stall() {
    gate.writeLock().lock();
  }

  /** By the thread that stalled; nothing if it did not. */
  void goOn() {
    if (gate.isWriteLockedByCurrentThread()) {
      gate.writeLock().unlock();
    }
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
    return new Stalled(inner.create(name));
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    return new Stalled(inner.open(name));
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    return inner.openForReading(name);
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

  private final class Stalled implements SegmentFile {
    private final SegmentFile file;

    Stalled(SegmentFile file) {
      this.file = file;
    }

    @Override
    public void sync() throws IOException {
      gate.readLock().lock();
      try {
        file.sync();
      } finally {
        gate.readLock().unlock();
      }
    }

    @Override
    public void syncWithMetadata() throws IOException {
      file.syncWithMetadata();
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
    public int read(ByteBuffer target, long offset) throws IOException {
      return file.read(target, offset);
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
