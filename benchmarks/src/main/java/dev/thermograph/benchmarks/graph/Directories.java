package dev.thermograph.benchmarks.graph;

import dev.thermograph.benchmarks.harness.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the sides of this group have their files in the workspace. */
public final class Directories {
  /** Name of the log that a process left behind when it was killed. */
  static final String CRASHED = "crashed";

  private Directories() {}

  /** What {@link Load} leaves for the other questions. */
  static Path loaded(Product product) {
    return Workspace.ofFork().resolve("loaded-" + product.id());
  }

  /** A place for files that a question changes. */
  static Path scratch(Product product) {
    return Workspace.ofFork().resolve("scratch-" + product.id());
  }

  static Path crashed() {
    return Workspace.ofFork().resolve(CRASHED);
  }

  /** Makes one directory like another, from the start. */
  static void copy(Path source, Path target) {
    remove(target);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            target.resolve(source.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not copy " + source, e);
    }
  }

  /** Removes a directory with all that is in it, if it is there. */
  public static void remove(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + directory, e);
    }
  }
}
