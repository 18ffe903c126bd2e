package dev.thermograph.wal.segment;

import dev.thermograph.wal.error.DirectoryNotWritableException;
import dev.thermograph.wal.error.NotADirectoryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;

/** Making and syncing directories. All methods must run on an {@link IoThread}. */
final class Directories {
  private Directories() {}

  /**
   * Creates the directory and its missing parents; each of these survives a power cut on return.
   *
   * @return the deepest directory that was there before
   */
  static Path createDurably(Path directory) throws IOException {
    ArrayDeque<Path> missing = new ArrayDeque<>();
    Path existing = directory;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      missing.push(existing);
      existing = requireParent(existing);
    }
    if (!Files.isDirectory(existing)) {
      throw new NotADirectoryException(directory.toString(), existing.toString());
    }
    for (Path path : missing) {
      createOne(directory, path);
      sync(requireParent(path));
    }
    return existing;
  }

  /**
   * Makes sure that a directory found existing survives a power cut: a process that was killed may
   * have created it a moment ago without getting so far.
   *
   * <p>A parent that this process may not read, or on another file system, was not written by a
   * log.
   */
  static void syncIntoParent(Path existing) throws IOException {
    Path parent = existing.getParent();
    if (parent == null || !Files.isReadable(parent)) {
      return;
    }
    try {
      sync(parent);
    } catch (IOException e) {
      if (Files.getFileStore(parent).equals(Files.getFileStore(existing))) {
        throw e;
      }
    }
  }

  /** Refuses what is not there or not a directory. */
  static void requireExisting(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      throw DiskFailures.missing("open the directory", directory);
    }
    if (!Files.isDirectory(directory)) {
      throw new NotADirectoryException(directory.toString(), directory.toString());
    }
  }

  /** Makes creates, renames and deletes in the directory survive a power cut. */
  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw DiskFailures.onPath("sync directory", directory, e);
    }
  }

  private static Path requireParent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw DiskFailures.missing("create a directory in the file system's root", path);
    }
    return parent;
  }

  private static void createOne(Path directory, Path path) throws IOException {
    try {
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw new NotADirectoryException(directory.toString(), path.toString());
      }
    } catch (FileSystemException e) {
      throw new DirectoryNotWritableException(
          directory.toString(), "could not create " + path + ": " + DiskFailures.reason(e), e);
    }
  }
}
