package dev.thermograph.index.lucene;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.lucene.internal.segment.IndexDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;

/**
 * An index is rebuilt into another directory beside its own: {@code g1}, {@code g2}, … below the
 * one that its owner gave. Which of them is used is decided by what their commits say, not by their
 * numbers. Single-threaded: who opens or rebuilds.
 */
final class GenerationDirectories {
  private static final String PREFIX = "g";

  private final IndexFiles files;
  private int newest;

  GenerationDirectories(IndexFiles files) {
    this.files = files;
  }

  /** The newest one with a commit of this index, or a new one; all others are deleted. */
  IndexFiles open(IndexIdentity identity) throws IOException {
    return switch (files) {
      case IndexFiles.InMemory memory -> memory;
      case IndexFiles.InDirectory(var base) -> {
        Files.createDirectories(base);
        List<Path> all = all(base);
        Optional<Path> used = all.stream().filter(each -> isOf(identity, each)).findFirst();
        for (Path each : all) {
          newest = Math.max(newest, number(each));
          if (!each.equals(used.orElse(null))) {
            delete(each);
          }
        }
        yield used.<IndexFiles>map(IndexFiles.InDirectory::new).orElseGet(this::next);
      }
    };
  }

  /** Another one, empty. */
  IndexFiles next() {
    return switch (files) {
      case IndexFiles.InMemory memory -> memory;
      case IndexFiles.InDirectory(var base) ->
          new IndexFiles.InDirectory(base.resolve(PREFIX + ++newest));
    };
  }

  /** Deletes one that is closed. */
  void delete(IndexFiles closed) throws IOException {
    switch (closed) {
      case IndexFiles.InMemory _ -> {}
      case IndexFiles.InDirectory(var directory) -> delete(directory);
    }
  }

  /** Newest first. */
  private static List<Path> all(Path base) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path entry : entries) {
        if (number(entry) > 0) {
          all.add(entry);
        }
      }
    }
    all.sort(Comparator.comparingInt(GenerationDirectories::number).reversed());
    return all;
  }

  private static int number(Path directory) {
    String name = directory.getFileName().toString();
    boolean isNumber = name.matches(PREFIX + "[1-9][0-9]{0,8}");
    return isNumber ? Integer.parseInt(name.substring(PREFIX.length())) : 0;
  }

  /** Looks at the commit only; whether the files are whole is looked at when they are opened. */
  private static boolean isOf(IndexIdentity identity, Path path) {
    try (var directory = IndexDirectory.open(new IndexFiles.InDirectory(path), true);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return identity.matches(reader.getIndexCommit().getUserData());
    } catch (IOException | RuntimeException | AssertionError _) {
      // None, or damaged.
      return false;
    }
  }

  private static void delete(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path file : entries) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
