package dev.thermograph.wal.segment;

import dev.thermograph.wal.error.DirectoryLockedException;
import dev.thermograph.wal.error.DirectoryNotWritableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write in a directory: a system lock on its file {@code LOCK}.
 *
 * <p>The system drops the lock when its process ends, however it ends, so a file left behind is no
 * obstacle. Its three lines (pid, host, since) only tell others whom they wait for; they are
 * written in place after the lock is held, and a full disk may leave them out.
 *
 * <p>POSIX drops a process's lock when the process closes <em>any</em> descriptor of the file.
 * Therefore nothing here opens {@code LOCK} while this process is known to hold it: {@link #HELD}
 * is asked first. A copy of this class in another class loader cannot see that map; then the system
 * reports an overlap, and the channel that found out stays open in {@link #KEPT_OPEN} on purpose.
 * Code outside that opens and closes {@code LOCK} inside this process defeats the lock.
 *
 * <p><b>Thread-safe:</b> the maps are concurrent; an instance belongs to one directory. All methods
 * must run on an {@link IoThread}.
 */
final class DirectoryLock {
  /** Enough for three lines; reading a foreign file's first bytes does no harm. */
  private static final int CONTENT_BYTES_MAX = 512;

  private static final Map<Object, String> HELD = new ConcurrentHashMap<>();
  private static final Map<Object, FileChannel> KEPT_OPEN = new ConcurrentHashMap<>();

  private final Object key;
  private final FileChannel channel;
  private final FileLock lock;

  private DirectoryLock(Object key, FileChannel channel, FileLock lock) {
    this.key = key;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the lock or says who has it; a refusal changes no byte. */
  static DirectoryLock acquire(Path directory, InstantSource clock) throws IOException {
    Object key = directoryKey(directory);
    String holder = describeThisProcess(clock.instant());
    String rival = HELD.putIfAbsent(key, holder);
    if (rival != null) {
      throw new DirectoryLockedException(directory.toString(), onOneLine(rival));
    }
    DirectoryLock taken = null;
    try {
      taken = acquireFromSystem(directory, key);
      taken.writeContent(holder);
      return taken;
    } finally {
      if (taken == null) {
        HELD.remove(key);
      }
    }
  }

  /** Gives the lock back. The file stays: deleting it could let two processes in. */
  void release() throws IOException {
    try (FileChannel _ = channel) {
      lock.release();
    } finally {
      HELD.remove(key);
    }
  }

  private static DirectoryLock acquireFromSystem(Path directory, Object key) throws IOException {
    FileChannel channel = openLockFile(directory, key);
    boolean close = true;
    try {
      FileLock lock = tryLock(channel, directory);
      if (lock == null) {
        throw new DirectoryLockedException(directory.toString(), onOneLine(readContent(channel)));
      }
      close = false;
      return new DirectoryLock(key, channel, lock);
    } catch (OverlappingFileLockException e) {
      KEPT_OPEN.put(key, channel);
      close = false;
      throw new DirectoryLockedException(directory.toString(), onOneLine(readContent(channel)));
    } finally {
      if (close) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel, Path directory)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (IOException e) {
      throw DiskFailures.onPath("lock", directory.resolve(FileNames.LOCK), e);
    }
  }

  /** Opens the file, or creates it; never follows a link, since its first bytes get overwritten. */
  private static FileChannel openLockFile(Path directory, Object key) throws IOException {
    FileChannel kept = KEPT_OPEN.remove(key);
    if (kept != null) {
      return kept;
    }
    requireWritable(directory);
    Path file = directory.resolve(FileNames.LOCK);
    try {
      return FileChannel.open(
          file,
          Set.of(
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw new DirectoryNotWritableException(
          directory.toString(),
          "could not open " + FileNames.LOCK + ": " + DiskFailures.reason(e),
          e);
    }
  }

  /** Asks without trying, so that a refusal leaves nothing behind; a superuser passes here. */
  private static void requireWritable(Path directory) {
    if (!Files.isWritable(directory)) {
      throw new DirectoryNotWritableException(directory.toString(), "permission denied", null);
    }
  }

  /** Overwrites in place and only shortens, which needs no new block on a full disk. */
  private void writeContent(String holder) {
    ByteBuffer bytes = ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8));
    try {
      channel.write(bytes, 0);
      channel.truncate(bytes.position());
    } catch (IOException ignored) {
      // The lock itself is held; only others' error messages lose the name of this process.
      return;
    }
  }

  /** What the holder wrote about itself, or nothing when that cannot be read. */
  private static String readContent(FileChannel channel) {
    ByteBuffer bytes = ByteBuffer.allocate(CONTENT_BYTES_MAX);
    try {
      channel.read(bytes, 0);
    } catch (IOException e) {
      return ""; // The refusal stands; only the holder stays unnamed.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private static String describeThisProcess(Instant since) {
    return "pid="
        + ProcessHandle.current().pid()
        + "\nhost="
        + HostName.get()
        + "\nsince="
        + since
        + "\n";
  }

  private static String onOneLine(String content) {
    String line = content.replaceAll("[^\\x21-\\x7e]+", " ").strip();
    return line.isEmpty() ? "holder=unknown" : "holder " + line;
  }

  /** The same for every path that leads to one directory. */
  private static Object directoryKey(Path directory) throws IOException {
    Object fileKey = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
    return fileKey == null ? directory.toRealPath() : fileKey;
  }
}
