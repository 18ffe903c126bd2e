package dev.thermograph.properties.crash;

import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** Does the same steps on files and on the oracle; a step that makes no sense is left out. */
final class CrashScript {
  /** Keeps the oracle's enumeration of lost name changes small. */
  private static final int UNSYNCED_NAMES_MAX = 6;

  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  private CrashScript() {}

  /**
   * One step.
   *
   * @param action what to do
   * @param file which name to do it with
   * @param offset where to write
   * @param lengthBytes how much to write
   * @param seed of the bytes, and of a rename's target
   */
  record Step(Action action, int file, int offset, int lengthBytes, int seed) {}

  enum Action {
    CREATE,
    WRITE,
    WRITE_AGAIN,
    APPEND,
    SYNC,
    SYNC_WITH_METADATA,
    RENAME,
    DELETE,
    SYNC_DIRECTORY
  }

  static void run(List<Step> steps, SegmentFiles files, DiskOracle oracle) throws IOException {
    for (Step step : steps) {
      run(step, files, oracle);
    }
  }

  static void run(Step step, SegmentFiles files, DiskOracle oracle) throws IOException {
    String name = NAMES.get(step.file() % NAMES.size());
    boolean exists = oracle.names().containsKey(name);
    boolean roomForNames = oracle.unsyncedNameCount() < UNSYNCED_NAMES_MAX;
    switch (step.action()) {
      case CREATE -> {
        if (!exists && roomForNames) {
          files.create(name).close();
          oracle.create(name);
        }
      }
      case RENAME -> {
        String target = NAMES.get(Math.floorMod(step.seed(), NAMES.size()));
        if (exists && roomForNames && !oracle.names().containsKey(target)) {
          files.rename(name, target);
          oracle.rename(name, target);
        }
      }
      case DELETE -> {
        if (exists && roomForNames) {
          files.delete(name);
          oracle.delete(name);
        }
      }
      case SYNC_DIRECTORY -> {
        files.syncDirectory();
        oracle.syncDirectory();
      }
      case WRITE, WRITE_AGAIN, APPEND, SYNC, SYNC_WITH_METADATA -> {
        if (exists) {
          onFile(step, name, files, oracle.file(oracle.require(name)));
        }
      }
    }
  }

  private static void onFile(
      Step step, String name, SegmentFiles files, DiskOracle.FileOracle oracle) throws IOException {
    try (SegmentFile file = files.open(name)) {
      switch (step.action()) {
        case WRITE -> write(step, file, step.offset(), oracle);
        case APPEND -> write(step, file, oracle.lengthBytes(), oracle);
        case WRITE_AGAIN ->
            write(step, file, step.offset() % Math.max(1, oracle.lengthBytes()), oracle);
        case SYNC -> {
          file.sync();
          oracle.sync();
        }
        case SYNC_WITH_METADATA -> {
          file.syncWithMetadata();
          oracle.sync();
        }
        case CREATE, RENAME, DELETE, SYNC_DIRECTORY ->
            throw new AssertionError("not an action on a file: " + step);
      }
    }
  }

  private static void write(Step step, SegmentFile file, int offset, DiskOracle.FileOracle oracle)
      throws IOException {
    byte[] bytes = new byte[step.lengthBytes()];
    new SplittableRandom(step.seed()).nextBytes(bytes);
    file.writeFully(ByteBuffer.wrap(bytes), offset);
    oracle.write(bytes, offset);
  }

  static byte[] contentOf(SegmentFiles files, String name) throws IOException {
    try (SegmentFile file = files.openForReading(name)) {
      ByteBuffer target = ByteBuffer.allocate((int) file.lengthBytes());
      file.readFully(target, 0);
      return target.array();
    }
  }
}
