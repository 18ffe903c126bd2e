package dev.thermograph.wal.segment;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A directory in memory, for engines that keep nothing and for tests.
 *
 * <p>Syncing costs nothing and proves nothing: all is gone with the process. Space is taken in
 * chunks of 64 KiB when bytes other than zero are written, so a preallocated file costs little.
 *
 * <p><b>Thread-safe:</b> the names are guarded by {@code names} itself, each file's content by its
 * own monitor.
 */
public final class MemorySegmentFiles implements SegmentFiles {
  private final Map<String, MemoryContent> names;
  private volatile boolean closed;

  private MemorySegmentFiles(Map<String, MemoryContent> names) {
    this.names = names;
  }

  /** A new, empty directory. */
  public static MemorySegmentFiles create() {
    return new MemorySegmentFiles(new TreeMap<>());
  }

  /** The same files for the next user, as a restarted process would find them. */
  public MemorySegmentFiles reopen() {
    return new MemorySegmentFiles(names);
  }

  @Override
  public String describe() {
    return "memory";
  }

  @Override
  public List<String> list() throws IOException {
    synchronized (names) {
      requireOpen("list");
      return new ArrayList<>(names.keySet());
    }
  }

  @Override
  public SegmentFile create(String name) throws IOException {
    FileNames.requireValid(name);
    synchronized (names) {
      requireOpen("create");
      MemoryContent content = new MemoryContent();
      if (names.putIfAbsent(name, content) != null) {
        throw new FileAlreadyExistsException(name, null, "could not create: the name is taken");
      }
      return new MemorySegmentFile(name, content, true);
    }
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    return new MemorySegmentFile(name, find("open", name), true);
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    return new MemorySegmentFile(name, find("open", name), false);
  }

  @Override
  public void rename(String source, String target) throws IOException {
    FileNames.requireValid(target);
    synchronized (names) {
      MemoryContent content = find("rename", source);
      if (names.putIfAbsent(target, content) != null) {
        throw new FileAlreadyExistsException(target, null, "could not rename: the name is taken");
      }
      names.remove(source);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    synchronized (names) {
      find("delete", name);
      names.remove(name);
    }
  }

  @Override
  public void syncDirectory() throws IOException {
    requireOpen("sync directory");
  }

  @Override
  public void close() {
    closed = true;
  }

  private MemoryContent find(String operation, String name) throws IOException {
    FileNames.requireValid(name);
    synchronized (names) {
      requireOpen(operation);
      MemoryContent content = names.get(name);
      if (content == null) {
        throw new NoSuchFileException(name, null, "could not " + operation + ": no such file");
      }
      return content;
    }
  }

  private void requireOpen(String operation) throws IOException {
    if (closed) {
      throw new IOException("closed: operation=" + operation + " directory=" + describe());
    }
  }
}
