package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.commit.IntoCommit;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.graph.GraphScript;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process that commits until it is killed: some tenants, a thread for each, every commit synced.
 * How many commits each tenant was promised stands in a mapped file, which a kill leaves as it is.
 */
public final class KillChild {
  static final int TENANTS = 3;
  static final int COMMIT_BYTES_MAX = 1 << 16;
  static final int NODES = 25;

  private KillChild() {}

  static LogOptions options() {
    return LogOptions.defaults()
        .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
        .withPreparedSegmentCountMax(1);
  }

  static GraphScript script(long seed, int tenant) {
    return new GraphScript(seed * TENANTS + tenant, NODES);
  }

  /** Arguments: directory, file of promises, seed, "early" to promise before the sync. */
  public static void main(String[] arguments) throws Exception {
    long seed = Long.parseLong(arguments[2]);
    boolean early = arguments.length > 3;
    WriteAheadLog log = WriteAheadLog.open(Path.of(arguments[0]), options());
    try (FileChannel file =
        FileChannel.open(
            Path.of(arguments[1]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer promises = file.map(FileChannel.MapMode.READ_WRITE, 0, TENANTS * Long.BYTES);
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        int number = tenant;
        new Thread(() -> commitForEver(log, number, seed, promises, early), "tenant-" + tenant)
            .start();
      }
    }
  }

  private static void commitForEver(
      WriteAheadLog log, int tenant, long seed, ByteBuffer promises, boolean early) {
    HotTenant hot = HotTenants.open(tenant + 1, log, new ArenaExtents(), COMMIT_BYTES_MAX);
    GraphScript script = script(seed, tenant);
    GraphModel model = new GraphModel();
    for (long commit = 1; ; commit++) {
      long number = commit;
      hot.commit(
          into -> {
            into.note("tenant-" + tenant, "");
            script.commit(new IntoCommit(into), model, number);
          },
          early ? Durability.none() : Durability.sync());
      promises.putLong(tenant * Long.BYTES, commit);
    }
  }
}
