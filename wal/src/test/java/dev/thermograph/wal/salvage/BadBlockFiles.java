package dev.thermograph.wal.salvage;

import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Files of which one block cannot be read, as a disk with a bad sector answers. */
final class BadBlockFiles implements SegmentFiles {
  private final SegmentFiles inner;
  private final String badName;
  private final long badBlock;

  BadBlockFiles(SegmentFiles inner, long segment, int offset) {
    this.inner = inner;
    this.badName = SegmentNames.segment(segment);
    this.badBlock = offset / FrameLayout.BLOCK_BYTES;
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    SegmentFile file = inner.openForReading(name);
    return name.equals(badName) ? new BadFile(file) : file;
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
    return inner.create(name);
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    return inner.open(name);
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

  private final class BadFile implements SegmentFile {
    private final SegmentFile file;

    BadFile(SegmentFile file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
      long from = badBlock * FrameLayout.BLOCK_BYTES;
      if (offset < from + FrameLayout.BLOCK_BYTES && offset + target.remaining() > from) {
        throw new IOException("Input/output error");
      }
      return file.read(target, offset);
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
