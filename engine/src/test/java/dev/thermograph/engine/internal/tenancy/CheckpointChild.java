package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.commit.IntoCommit;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.graph.GraphScript;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy;
import dev.thermograph.engine.internal.snapshot.Checkpointer;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;

/**
 * A process that commits and writes snapshots, one after the other, until it is killed. How many
 * commits each tenant was promised stands in a mapped file, which a kill leaves as it is.
 */
public final class CheckpointChild {
  static final int TENANTS = 2;
  static final int COMMIT_BYTES_MAX = 1 << 16;
  static final int NODES = 25;

  private CheckpointChild() {}

  static LogOptions options() {
    return LogOptions.defaults()
        .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
        .withPreparedSegmentCountMax(1);
  }

  static GraphScript script(long seed, int tenant) {
    return new GraphScript(seed * TENANTS + tenant, NODES);
  }

  static TenantSnapshots snapshots(Path directory, int tenant, WriteAheadLog log) {
    return TenantSnapshots.open(
        tenant + 1,
        log,
        () -> DiskSegmentFiles.open(directory.resolve("snapshots-" + tenant)),
        LogClock.SYSTEM,
        new Random());
  }

  /** The last tenant has its memory in files. */
  static TenantMaps maps(Path directory, int tenant, WriteAheadLog log) {
    return tenant == TENANTS - 1
        ? TenantMaps.inDirectory(directory.resolve("maps-" + tenant), tenant + 1, log.id())
        : TenantMaps.inMemory(ArenaExtents::new);
  }

  static HotTenant open(Path directory, int tenant, WriteAheadLog log, TenantSnapshots snapshots) {
    return HotTenants.open(
        tenant + 1,
        log,
        maps(directory, tenant, log),
        snapshots,
        COMMIT_BYTES_MAX,
        ProgressListener.NONE);
  }

  /** Arguments: directory, file of promises, seed. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[2]);
    WriteAheadLog log = WriteAheadLog.open(directory.resolve("log"), options());
    RetentionFloor all = log.retainFrom("all tenants", 1); // until each has told its own
    Checkpointer checkpointer =
        Checkpointer.start(
            new Checkpointer.Options(
                Duration.ofNanos(1), Duration.ofSeconds(1), (_, cause) -> cause.printStackTrace()));
    try (FileChannel file =
        FileChannel.open(
            Path.of(arguments[1]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer promises = file.map(FileChannel.MapMode.READ_WRITE, 0, TENANTS * Long.BYTES);
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        int number = tenant;
        TenantSnapshots snapshots = snapshots(directory, tenant, log);
        HotTenant hot = open(directory, tenant, log, snapshots);
        checkpointer.register(
            new TenantCheckpoints(
                hot,
                snapshots,
                new CheckpointPolicy(1, Duration.ofHours(1), true),
                LogClock.SYSTEM,
                ProgressListener.NONE));
        new Thread(() -> commitForEver(hot, number, seed, promises), "tenant-" + tenant).start();
      }
      all.close();
    }
  }

  private static void commitForEver(HotTenant hot, int tenant, long seed, ByteBuffer promises) {
    GraphScript script = script(seed, tenant);
    GraphModel model = new GraphModel();
    for (long commit = 1; ; commit++) {
      long number = commit;
      long sequence =
          hot.commit(
              into -> {
                into.note("tenant-" + tenant, "");
                script.commit(new IntoCommit(into), model, number);
              },
              Durability.sync());
      promises.putLong(tenant * Long.BYTES, commit);
      if (commit % 50 == 0) {
        hot.care().retainFrom(sequence);
      }
    }
  }
}
