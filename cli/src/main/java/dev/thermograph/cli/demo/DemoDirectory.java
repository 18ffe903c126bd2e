package dev.thermograph.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a demo, removed when closed unless its files are wanted. */
public final class DemoDirectory implements AutoCloseable {
  private final Path path;
  private final boolean keep;

  private DemoDirectory(Path path, boolean keep) {
    this.path = path;
    this.keep = keep;
  }

  /** Makes a new directory in {@code parent}, which is made if it is missing. */
  public static DemoDirectory create(Path parent, boolean keep) throws IOException {
    Path existing = Files.createDirectories(parent.toAbsolutePath());
    return new DemoDirectory(Files.createTempDirectory(existing, "thermograph-demo-"), keep);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Removes it with all that is in it. Idempotent. */
  @Override
  public void close() {
    if (keep || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + path, e);
    }
  }
}
