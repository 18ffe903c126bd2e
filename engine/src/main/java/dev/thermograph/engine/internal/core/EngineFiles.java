package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an engine in files has open all the time: its directory, whose lock keeps other processes
 * out, its log, and the list of its tenants.
 */
final class EngineFiles implements AutoCloseable {
  private final DiskSegmentFiles directory;
  private final TenantFiles paths;
  private final WriteAheadLog log;
  private final TenantRegistry registry;

  private EngineFiles(
      DiskSegmentFiles directory, TenantFiles paths, WriteAheadLog log, TenantRegistry registry) {
    this.directory = directory;
    this.paths = paths;
    this.log = log;
    this.registry = registry;
  }

  /** Opens or makes an engine's directory. */
  static EngineFiles open(Path root, LogOptions options) {
    TenantFiles paths = new TenantFiles(root.toAbsolutePath().normalize());
    DiskSegmentFiles directory = null;
    WriteAheadLog log = null;
    EngineFiles opened = null;
    try {
      directory = DiskSegmentFiles.open(paths.root());
      log = WriteAheadLog.open(paths.log(), options);
      requireListed(paths, log);
      TenantRegistry registry = TenantRegistry.open(directory, log);
      opened = new EngineFiles(directory, paths, log, registry);
      return opened;
    } catch (IOException e) {
      throw new LogIoException("opening the engine's directory failed: directory=" + root, e);
    } finally {
      if (opened == null) {
        closeAll(log, directory);
      }
    }
  }

  /** A new log beside tenants' files: the log, or the files, came from somewhere else. */
  private static void requireListed(TenantFiles paths, WriteAheadLog log) throws IOException {
    if (log.lastSequence() == 0 && paths.hasTenants()) {
      throw new RegistryDamagedException(
          "the directory has files of tenants, but its log is empty: directory=" + paths.root(),
          null);
    }
  }

  private static void closeAll(@Nullable WriteAheadLog log, @Nullable DiskSegmentFiles directory) {
    if (log != null) {
      log.close();
    }
    if (directory != null) {
      directory.close();
    }
  }

  TenantFiles paths() {
    return paths;
  }

  WriteAheadLog log() {
    return log;
  }

  TenantRegistry registry() {
    return registry;
  }

  @Override
  public void close() {
    closeAll(log, directory);
  }
}
