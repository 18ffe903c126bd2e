package dev.thermograph.properties.explore;

import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Files as plain arrays that a test damages and mends in place. Only for reading through the seam.
 * <b>Single-threaded.</b> Hot path.
 */
final class DamagedFiles implements SegmentFiles {
  private final NavigableMap<String, byte[]> bytes = new TreeMap<>();

  /** A copy of all files of a directory. */
  static DamagedFiles copyOf(SegmentFiles files) throws IOException {
    DamagedFiles copy = new DamagedFiles();
    for (String name : files.list()) {
      try (SegmentFile file = files.openForReading(name)) {
        byte[] content = new byte[Math.toIntExact(file.lengthBytes())];
        file.readFully(ByteBuffer.wrap(content), 0);
        copy.bytes.put(name, content);
      }
    }
    return copy;
  }

  /** A copy to be damaged on its own. */
  DamagedFiles copy() {
    DamagedFiles copy = new DamagedFiles();
    for (Map.Entry<String, byte[]> entry : bytes.entrySet()) {
      copy.bytes.put(entry.getKey(), entry.getValue().clone());
    }
    return copy;
  }

  /** The bytes of a file, to be changed in place. */
  byte[] bytes(String name) throws IOException {
    byte[] content = bytes.get(name);
    if (content == null) {
      throw new IOException("no such file: " + name);
    }
    return content;
  }

  @Override
  public String describe() {
    return "damaged";
  }

  @Override
  public List<String> list() {
    return List.copyOf(bytes.keySet());
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    return new ReadOnly(name, bytes(name));
  }

  @Override
  public SegmentFile create(String name) throws IOException {
    throw new IOException("only for reading");
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    throw new IOException("only for reading");
  }

  @Override
  public void rename(String source, String target) throws IOException {
    throw new IOException("only for reading");
  }

  @Override
  public void delete(String name) throws IOException {
    throw new IOException("only for reading");
  }

  @Override
  public void syncDirectory() throws IOException {
    throw new IOException("only for reading");
  }

  @Override
  public void close() {}

  @SuppressWarnings("ArrayRecordComponent") // shared with the directory on purpose
  private record ReadOnly(String name, byte[] content) implements SegmentFile {
    @Override
    public long lengthBytes() {
      return content.length;
    }

    @Override
    public int read(ByteBuffer target, long offset) {
      if (offset >= content.length) {
        return target.hasRemaining() ? -1 : 0;
      }
      int count = (int) Math.min(target.remaining(), content.length - offset);
      target.put(content, (int) offset, count);
      return count;
    }

    @Override
    public int write(ByteBuffer source, long offset) throws IOException {
      throw new IOException("only for reading");
    }

    @Override
    public void sync() throws IOException {
      throw new IOException("only for reading");
    }

    @Override
    public void syncWithMetadata() throws IOException {
      throw new IOException("only for reading");
    }

    @Override
    public void close() {}
  }
}
