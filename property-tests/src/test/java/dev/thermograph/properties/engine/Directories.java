package dev.thermograph.properties.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directories of one life: the one in use, and copies of it. Single-threaded. */
public final class Directories implements AutoCloseable {
  private @Nullable Path root;
  private @Nullable Path current;
  private int count;

  private Path root() throws IOException {
    if (root == null) {
      root = Files.createTempDirectory("model-");
    }
    return root;
  }

  private Path next() throws IOException {
    return root().resolve("engine-" + ++count);
  }

  public Path current() {
    try {
      if (current == null) {
        current = next();
      }
      return current;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies all files. What was still written to meanwhile is copied again. */
  public Path copyCurrent() {
    try {
      Path from = current();
      Path to = next();
      copy(from, to);
      while (!isSame(from, to)) {
        delete(to);
        copy(from, to);
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> tree(Path directory) throws IOException {
    while (true) {
      try (Stream<Path> files = Files.walk(directory)) {
        return files.toList();
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof NoSuchFileException)) {
          throw e;
        } // it went while the walk came to it
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path path : tree(from)) {
      Path target = to.resolve(from.relativize(path));
      try {
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      } catch (NoSuchFileException _) {
        return; // it was renamed meanwhile: it is not the same, then
      }
    }
  }

  private static boolean isSame(Path from, Path to) throws IOException {
    List<Path> files = tree(from);
    if (files.size() != tree(to).size()) {
      return false;
    }
    for (Path path : files) {
      if (!Files.isDirectory(path) && !isSameFile(path, to.resolve(from.relativize(path)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameFile(Path one, Path other) throws IOException {
    try {
      return Arrays.equals(Files.readAllBytes(one), Files.readAllBytes(other));
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /** Uses another directory from now on; the one before is deleted. */
  public void moveTo(Path directory) {
    try {
      delete(current());
      current = directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    for (Path path : tree(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(path);
    }
  }

  @Override
  public void close() {
    try {
      if (root != null) {
        delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
