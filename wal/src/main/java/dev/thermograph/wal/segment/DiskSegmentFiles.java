package dev.thermograph.wal.segment;

import dev.thermograph.wal.error.ReadOnlyAccessException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the real file system.
 *
 * <p>Opened for writing it holds the directory's lock, so it is the only writer among all
 * processes; opened read only it holds nothing and may look at a directory that another process
 * writes.
 *
 * <p>No caller's interrupt ever closes a file here: an {@link IoThread} does its operations itself,
 * any other thread hands them to the thread {@code thermograph-wal-io} of this instance and waits
 * for the outcome. Files stay usable after {@link #close()}; that thread ends with the last of
 * them.
 *
 * <p>Failures name the operation, the file and the offset in front of what the system said. <b>
 * Thread-safe:</b> changes of names are serialised by {@code namesLock}, which makes "refuse an
 * existing target, then rename" sound, because the directory's lock keeps other processes out.
 */
public final class DiskSegmentFiles implements SegmentFiles {
  private static final String THREAD_NAME = "thermograph-wal-io";

  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final Set<OpenOption> READ_WRITE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);
  private static final Optional<OpenOption> DIRECT = DirectOption.find();

  private final Path directory;
  private final IoLane lane;
  private final @Nullable DirectoryLock lock;
  private final ReentrantLock namesLock = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();

  private DiskSegmentFiles(Path directory, IoLane lane, @Nullable DirectoryLock lock) {
    this.directory = directory;
    this.lane = lane;
    this.lock = lock;
  }

  /**
   * Opens a directory for writing, creating it and its missing parents durably.
   *
   * @throws dev.thermograph.wal.error.DirectoryLockedException when another log has it open
   * @throws dev.thermograph.wal.error.DirectoryNotWritableException when nothing can be created
   *     there
   * @throws dev.thermograph.wal.error.NotADirectoryException when a file is in the way
   */
  public static DiskSegmentFiles open(Path directory) throws IOException {
    return open(directory, InstantSource.system());
  }

  /** As {@link #open(Path)} with a clock for the lock's "since". */
  static DiskSegmentFiles open(Path directory, InstantSource clock) throws IOException {
    return start(directory, path -> createAndLock(path, clock));
  }

  /**
   * Opens an existing directory for reading, beside whoever writes it; takes no lock.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such directory
   * @throws dev.thermograph.wal.error.NotADirectoryException when it is a file
   */
  public static DiskSegmentFiles openReadOnly(Path directory) throws IOException {
    return start(
        directory,
        path -> {
          Directories.requireExisting(path);
          return null;
        });
  }

  @Override
  public String describe() {
    return directory.toString();
  }

  @Override
  public List<String> list() throws IOException {
    requireOpen("list");
    return lane.call(this::listHere);
  }

  @Override
  public SegmentFile create(String name) throws IOException {
    return openFile("create", name, CREATE);
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    return openFile("open", name, READ_WRITE);
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    return openFile("open", name, READ);
  }

  @Override
  public SegmentFile openFromDevice(String name) throws IOException {
    if (DIRECT.isEmpty()) {
      return openForReading(name);
    }
    Set<OpenOption> options = Set.of(StandardOpenOption.READ, DIRECT.get());
    return DirectFile.open(
        () -> openFile("open direct", name, options), () -> openForReading(name));
  }

  @Override
  public void rename(String source, String target) throws IOException {
    Path from = resolve("rename", source, true);
    Path to = resolve("rename", target, true);
    onNames("rename", from, () -> moveHere(from, to));
  }

  @Override
  public void delete(String name) throws IOException {
    Path path = resolve("delete", name, true);
    onNames("delete", path, () -> Files.delete(path));
  }

  @Override
  public void syncDirectory() throws IOException {
    requireOpen("sync directory");
    lane.run(() -> Directories.sync(directory));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      lane.run(this::releaseLock);
    } catch (IOException ignored) {
      // The lock goes with its descriptor or with the process; there is nothing else to give back.
      return;
    } finally {
      lane.release();
    }
  }

  private static DirectoryLock createAndLock(Path directory, InstantSource clock)
      throws IOException {
    Path existing = Directories.createDurably(directory);
    DirectoryLock lock = DirectoryLock.acquire(directory, clock);
    try {
      Directories.syncIntoParent(existing);
      return lock;
    } catch (IOException e) {
      lock.release();
      throw e;
    }
  }

  private static DiskSegmentFiles start(Path directory, LockStep step) throws IOException {
    Path path = directory.toAbsolutePath();
    IoLane lane = IoLane.start(THREAD_NAME, "directory=" + path);
    DiskSegmentFiles opened = null;
    try {
      DirectoryLock lock = lane.<@Nullable DirectoryLock>call(() -> step.lock(path));
      opened = new DiskSegmentFiles(path, lane, lock);
      return opened;
    } finally {
      if (opened == null) {
        lane.release();
      }
    }
  }

  private SegmentFile openFile(String operation, String name, Set<OpenOption> options)
      throws IOException {
    boolean writable = options.contains(StandardOpenOption.WRITE);
    Path path = resolve(operation, name, writable);
    requireOpen(operation);
    lane.retain();
    DiskSegmentFile file = null;
    try {
      FileChannel channel = lane.call(() -> openHere(operation, path, options));
      file = new DiskSegmentFile(name, channel, lane, writable);
      return file;
    } finally {
      if (file == null) {
        lane.release();
      }
    }
  }

  private Path resolve(String operation, String name, boolean changes) {
    FileNames.requireValid(name);
    if (changes && lock == null) {
      throw new ReadOnlyAccessException(operation, directory.resolve(name).toString());
    }
    return directory.resolve(name);
  }

  private void requireOpen(String operation) throws IOException {
    if (closed.get()) {
      throw new IOException("closed: operation=" + operation + " directory=" + directory);
    }
  }

  private FileChannel openHere(String operation, Path path, Set<OpenOption> options)
      throws IOException {
    namesLock.lock();
    try {
      requireOpen(operation);
      return FileChannel.open(path, options);
    } catch (FileSystemException e) {
      throw DiskFailures.onPath(operation, path, e);
    } finally {
      namesLock.unlock();
    }
  }

  private void onNames(String operation, Path path, IoLane.IoStep change) throws IOException {
    requireOpen(operation);
    lane.run(
        () -> {
          namesLock.lock();
          try {
            requireOpen(operation);
            change.run();
          } catch (FileSystemException e) {
            throw DiskFailures.onPath(operation, path, e);
          } finally {
            namesLock.unlock();
          }
        });
  }

  private static void moveHere(Path from, Path to) throws IOException {
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits for a change of names under way, so that none happens after the lock is gone. */
  private void releaseLock() throws IOException {
    namesLock.lock();
    try {
      if (lock != null) {
        lock.release();
      }
    } finally {
      namesLock.unlock();
    }
  }

  private List<String> listHere() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        String name = path.getFileName().toString();
        if (!FileNames.isLock(name) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw DiskFailures.onPath("list", directory, new IOException(e));
    } catch (IOException e) {
      throw DiskFailures.onPath("list", directory, e);
    }
    return names;
  }

  /** Gets a directory ready and locks it, or returns null where no lock is wanted. */
  @FunctionalInterface
  private interface LockStep {
    @Nullable DirectoryLock lock(Path directory) throws IOException;
  }
}
