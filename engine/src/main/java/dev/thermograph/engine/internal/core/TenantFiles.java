package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.error.Messages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The directories of an engine: {@code tenants/<number>/maps} and {@code .../snapshots} for each
 * tenant, {@code log}, and the lists of tenants at the top. Names of tenants appear nowhere.
 *
 * <p><em>Immutable.</em> An interrupt closes a file in use, so call from threads that nobody
 * interrupts.
 */
record TenantFiles(Path root) {
  private static final String MAPS = "maps";
  private static final String SNAPSHOTS = "snapshots";
  private static final String INDEXES = "indexes";

  /** What the maps, their marks, the snapshots and the locks are called. */
  private static final Pattern OURS =
      Pattern.compile(
          "extent-\\d{6}\\.map|CLEAN(\\.tmp)?|snapshot-[\\d-]+\\.tgs(\\.tmp|\\.damaged)?|LOCK");

  /** What indexes call their files. */
  private static final Pattern OF_INDEX =
      Pattern.compile("_[0-9a-z]+(_\\w+)*\\.[0-9a-z]+|(pending_)?segments_[0-9a-z]+|write\\.lock");

  Path log() {
    return root.resolve("log");
  }

  private Path tenants() {
    return root.resolve("tenants");
  }

  private Path tenant(int number) {
    return tenants().resolve(Messages.format("%010d", number));
  }

  Path maps(int number) {
    return tenant(number).resolve(MAPS);
  }

  Path snapshots(int number) {
    return tenant(number).resolve(SNAPSHOTS);
  }

  private Path indexes(int number) {
    return tenant(number).resolve(INDEXES);
  }

  /** Of one property of one kind. */
  Path index(int number, int kind, int key) {
    return indexes(number).resolve("kind-" + kind + "-name-" + key);
  }

  boolean exists(int number) {
    return Files.exists(tenant(number), LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether any tenant has files here. */
  boolean hasTenants() throws IOException {
    if (!Files.isDirectory(tenants(), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(tenants())) {
      return entries.iterator().hasNext();
    }
  }

  /** Length of all files of a tenant; what goes meanwhile does not count. */
  TenantStorage.FileBytes bytes(int number) {
    return new TenantStorage.FileBytes(
        bytesIn(maps(number)), bytesIn(snapshots(number)), indexBytes(number));
  }

  private long indexBytes(int number) {
    long bytes = 0;
    try {
      for (Path directory : indexDirectories(number)) {
        bytes += bytesIn(directory);
      }
    } catch (IOException _) {
      return bytes; // it is being dropped
    }
    return bytes;
  }

  /** Those of indexes, and what lies in these, innermost first. */
  private List<Path> indexDirectories(int number) throws IOException {
    List<Path> directories = new ArrayList<>();
    for (Path index : directoriesIn(indexes(number))) {
      directories.addAll(directoriesIn(index));
      directories.add(index);
    }
    return directories;
  }

  private static List<Path> directoriesIn(Path directory) throws IOException {
    return filesIn(directory).stream()
        .filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  /** Length of the log, and of the lists of tenants; what goes meanwhile does not count. */
  MemoryReport.EngineFiles engineFiles() {
    return new MemoryReport.EngineFiles(bytesIn(log()), bytesIn(root));
  }

  /** Length of the files in a directory, not of those below it. */
  private static long bytesIn(Path directory) {
    long bytes = 0;
    try {
      for (Path file : filesIn(directory)) {
        bytes += length(file);
      }
    } catch (IOException _) {
      return bytes; // it is being dropped
    }
    return bytes;
  }

  /** A file may be renamed or deleted at any time: then it counts for nothing. */
  private static long length(Path file) throws IOException {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        entries.forEach(files::add);
      }
    }
    return files;
  }

  /** Length of the newest snapshot, as its name says; 0 when there is none. */
  long newestSnapshotBytes(int number) throws IOException {
    Optional<Path> newest =
        filesIn(snapshots(number)).stream()
            .filter(file -> file.toString().endsWith(".tgs"))
            .max(Comparator.naturalOrder());
    return newest.isPresent() ? Files.size(newest.get()) : 0;
  }

  /** Deletes a tenant's files, but none that is not ours. */
  TenantStorage.Erasure erase(int number) {
    List<String> left = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    DropReceipt.Erased maps = eraseIn(maps(number), OURS, left, foreign);
    DropReceipt.Erased snapshots = eraseIn(snapshots(number), OURS, left, foreign);
    DropReceipt.Erased indexes = eraseIndexes(number, left, foreign);
    if (left.isEmpty() && foreign.isEmpty()) {
      delete(tenant(number), left);
    }
    for (Path directory :
        List.of(maps(number), snapshots(number), indexes(number), tenant(number), tenants())) {
      sync(directory, left);
    }
    boolean isComplete = left.isEmpty();
    left.addAll(foreign);
    return new TenantStorage.Erasure(maps, snapshots, indexes, left, isComplete);
  }

  private DropReceipt.Erased eraseIndexes(int number, List<String> left, List<String> foreign) {
    DropReceipt.Erased erased = DropReceipt.Erased.NONE;
    try {
      for (Path directory : indexDirectories(number)) {
        erased = erased.plus(eraseIn(directory, OF_INDEX, left, foreign));
      }
    } catch (IOException e) {
      left.add(root.relativize(indexes(number)) + ": " + e.getMessage());
    }
    return erased.plus(eraseIn(indexes(number), OF_INDEX, left, foreign));
  }

  private DropReceipt.Erased eraseIn(
      Path directory, Pattern ours, List<String> left, List<String> foreign) {
    DropReceipt.Erased erased = DropReceipt.Erased.NONE;
    int before = left.size() + foreign.size();
    try {
      for (Path file : filesIn(directory)) {
        if (isOurs(file, ours)) {
          erased = erased.plus(eraseFile(file, left));
        } else {
          foreign.add(root.relativize(file).toString());
        }
      }
    } catch (IOException e) {
      left.add(root.relativize(directory) + ": " + e.getMessage());
    }
    if (left.size() + foreign.size() == before) {
      delete(directory, left);
    }
    return erased;
  }

  private static boolean isOurs(Path file, Pattern ours) {
    return ours.matcher(String.valueOf(file.getFileName())).matches()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private DropReceipt.Erased eraseFile(Path file, List<String> left) {
    try {
      long bytes = Files.size(file);
      Files.delete(file);
      return new DropReceipt.Erased(1, bytes);
    } catch (IOException e) {
      left.add(root.relativize(file) + ": " + e.getMessage());
      return DropReceipt.Erased.NONE;
    }
  }

  private void delete(Path directory, List<String> left) {
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      left.add(root.relativize(directory) + ": " + e.getMessage());
    }
  }

  /** No power cut brings back what was deleted. */
  private void sync(Path directory, List<String> left) {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      left.add(root.relativize(directory) + ": " + e.getMessage());
    }
  }
}
