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

  /** What the maps, their marks, the snapshots and the locks are called. */
  private static final Pattern OURS =
      Pattern.compile(
          "extent-\\d{6}\\.map|CLEAN(\\.tmp)?|snapshot-[\\d-]+\\.tgs(\\.tmp|\\.damaged)?|LOCK");

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
    return new TenantStorage.FileBytes(bytesIn(maps(number)), bytesIn(snapshots(number)));
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
    DropReceipt.Erased maps = eraseIn(maps(number), left, foreign);
    DropReceipt.Erased snapshots = eraseIn(snapshots(number), left, foreign);
    if (left.isEmpty() && foreign.isEmpty()) {
      delete(tenant(number), left);
    }
    for (Path directory : List.of(maps(number), snapshots(number), tenant(number), tenants())) {
      sync(directory, left);
    }
    boolean isComplete = left.isEmpty();
    left.addAll(foreign);
    return new TenantStorage.Erasure(maps, snapshots, left, isComplete);
  }

  private DropReceipt.Erased eraseIn(Path directory, List<String> left, List<String> foreign) {
    DropReceipt.Erased erased = DropReceipt.Erased.NONE;
    int before = left.size() + foreign.size();
    try {
      for (Path file : filesIn(directory)) {
        if (isOurs(file)) {
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

  private static boolean isOurs(Path file) {
    return OURS.matcher(String.valueOf(file.getFileName())).matches()
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
