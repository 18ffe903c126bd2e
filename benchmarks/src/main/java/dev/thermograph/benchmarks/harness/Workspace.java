package dev.thermograph.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory in which benchmarks write, removed when closed and when the JVM is told to end.
 *
 * <p>It has to be on a disk: where a directory is kept in memory a sync costs nothing and each
 * figure about durability would be a lie.
 */
public final class Workspace implements AutoCloseable {
  private static final String PROPERTY = "thermograph.benchmarks.workspace";
  private static final Set<String> KEPT_IN_MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs");

  private final Path directory;
  private final Thread hook;

  private Workspace(Path directory) {
    this.directory = directory;
    this.hook = new Thread(this::removeAtEnd, "benchmarks-cleanup");
  }

  /**
   * Makes a new directory below {@code parent}.
   *
   * @throws UnfitMachineException when it would be kept in memory
   */
  public static Workspace create(Path parent) throws IOException {
    Files.createDirectories(parent);
    requireDisk(parent, Files.getFileStore(parent).type());
    Workspace workspace = new Workspace(Files.createTempDirectory(parent, "bench-"));
    Runtime.getRuntime().addShutdownHook(workspace.hook);
    return workspace;
  }

  static void requireDisk(Path directory, String fileSystem) {
    if (KEPT_IN_MEMORY.contains(fileSystem)) {
      throw new UnfitMachineException(
          String.format(
              Locale.ROOT,
              "the directory is kept in memory, where a sync costs nothing; give one on a disk with"
                  + " --directory: directory=%s fileSystem=%s",
              directory,
              fileSystem));
    }
  }

  /** The workspace as a benchmark sees it inside its fork. */
  public static Path ofFork() {
    String value = System.getProperty(PROPERTY);
    if (value == null) {
      throw new IllegalStateException("run through Bench: " + PROPERTY + " is not set");
    }
    return Path.of(value);
  }

  /** The flag that lets {@link #ofFork} find this workspace. */
  String forkFlag() {
    return "-D" + PROPERTY + "=" + directory;
  }

  /** Where to write. */
  public Path directory() {
    return directory;
  }

  /** Type of the file system, such as ext4. */
  public String fileSystem() throws IOException {
    return Files.getFileStore(directory).type();
  }

  /** Removes everything. Idempotent. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      return; // The JVM is ending, and the hook removes the files.
    }
    remove();
  }

  private void removeAtEnd() {
    try {
      remove();
    } catch (UncheckedIOException ignored) {
      // A fork that is ending too may still make files; there is nobody left to be told.
    }
  }

  private void remove() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + directory, e);
    }
  }
}
