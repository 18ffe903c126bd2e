package dev.thermograph.properties.tidy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The checked-out repository that the tests run in. */
final class Repository {

  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules", ".idea");

  private Repository() {}

  /** The directory that holds {@code .mvn}; tests run in a module below it. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw new IllegalStateException("no .mvn above " + Path.of("").toAbsolutePath());
      }
      directory = parent;
    }
    return directory;
  }

  static List<Path> filesEndingWith(String ending) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(directory.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(ending)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  static List<SourceFile> sources() throws IOException {
    Path root = root();
    return filesEndingWith(".java").stream().map(file -> SourceFile.read(root, file)).toList();
  }
}
