package dev.thermograph.wal.segment;

import dev.thermograph.wal.error.ReadOnlyAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One open file on disk.
 *
 * <p>Hot path: on an {@link IoThread} every method calls the channel directly and allocates
 * nothing; on other threads it goes through the lane. <b>Thread-safe</b> as far as the system's
 * positional reads and writes are; one thread at a time may write.
 */
final class DiskSegmentFile implements SegmentFile {
  private final String name;
  private final FileChannel channel;
  private final IoLane lane;
  private final boolean writable;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over the channel and one use of the lane. */
  DiskSegmentFile(String name, FileChannel channel, IoLane lane, boolean writable) {
    this.name = name;
    this.channel = channel;
    this.lane = lane;
    this.writable = writable;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long lengthBytes() throws IOException {
    return IoThread.isCurrent() ? lengthHere() : lane.call(this::lengthHere);
  }

  @Override
  public int write(ByteBuffer source, long offset) throws IOException {
    requireWritable();
    FileNames.requireOffset(name, offset);
    return IoThread.isCurrent()
        ? writeHere(source, offset)
        : lane.call(() -> writeHere(source, offset));
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    FileNames.requireOffset(name, offset);
    return IoThread.isCurrent()
        ? readHere(target, offset)
        : lane.call(() -> readHere(target, offset));
  }

  @Override
  public void sync() throws IOException {
    if (IoThread.isCurrent()) {
      syncHere(false);
    } else {
      lane.run(() -> syncHere(false));
    }
  }

  @Override
  public void syncWithMetadata() throws IOException {
    if (IoThread.isCurrent()) {
      syncHere(true);
    } else {
      lane.run(() -> syncHere(true));
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      lane.run(channel::close);
    } catch (IOException ignored) {
      // Closing promises nothing about the bytes; what had to be durable was synced before.
      return;
    } finally {
      lane.release();
    }
  }

  private void requireWritable() {
    if (!writable) {
      throw new ReadOnlyAccessException("write", name);
    }
  }

  private long lengthHere() throws IOException {
    try {
      return channel.size();
    } catch (IOException e) {
      throw DiskFailures.onFile("read length", name, 0, e);
    }
  }

  private int writeHere(ByteBuffer source, long offset) throws IOException {
    try {
      return channel.write(source, offset);
    } catch (IOException e) {
      throw DiskFailures.onFile("write", name, offset, e);
    }
  }

  private int readHere(ByteBuffer target, long offset) throws IOException {
    try {
      return channel.read(target, offset);
    } catch (IOException e) {
      throw DiskFailures.onFile("read", name, offset, e);
    }
  }

  private void syncHere(boolean metadata) throws IOException {
    try {
      channel.force(metadata);
    } catch (IOException e) {
      throw DiskFailures.onFile(metadata ? "sync with metadata" : "sync", name, 0, e);
    }
  }
}
