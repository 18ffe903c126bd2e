package dev.thermograph.engine;

import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Another process with an engine: one that lives until it is killed, or one that shows that an
 * engine works.
 */
public final class EngineChild {
  static final int TENANTS = 4;

  /** Per tenant: its generation, how many commits of it are promised, and the next generation. */
  static final int PROMISE_BYTES = 3 * Long.BYTES;

  private EngineChild() {}

  static EngineOptions options() {
    EngineOptions usual = Sample.options();
    return usual
        .withLog(usual.log().withSegmentBytes(1 << 18))
        .withOpenTenantCountMax(2)
        .withCheckpoints(new Checkpoints(64 << 10, Duration.ofSeconds(1), true))
        .withDrainWithin(Duration.ofSeconds(30))
        .withMaintainEvery(Duration.ofMillis(20));
  }

  static String name(int tenant) {
    return "tenant-" + tenant;
  }

  /** Arguments: directory, "use"; or directory, "live", file of promises, seed, "early" or not. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "use" -> use(directory);
      case "live" -> live(directory, List.of(arguments));
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  @SuppressWarnings("SystemOut") // it is what the parent reads
  private static void use(Path directory) {
    try (Thermograph engine = Thermograph.open(directory, options())) {
      Tenant acme = engine.tenant("acme", Sample.SCHEMA);
      NodeId _ = Sample.add(acme, "Alice", 30);
      engine.close("acme");
      System.out.println("again: " + Sample.names(acme));
    }
    try (Thermograph engine = Thermograph.open(directory, options())) {
      System.out.println("reopened: " + Sample.names(engine.tenant("acme", Sample.SCHEMA)));
      System.out.println("dropped: " + engine.drop("acme").number());
    }
  }

  private static void live(Path directory, List<String> arguments) throws IOException {
    MappedByteBuffer promises;
    try (FileChannel file =
        FileChannel.open(
            Path.of(arguments.get(2)), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      promises = file.map(FileChannel.MapMode.READ_WRITE, 0, (long) TENANTS * PROMISE_BYTES);
    }
    long seed = Long.parseLong(arguments.get(3));
    boolean early = arguments.size() > 4;
    Thermograph engine = Thermograph.open(directory, options());
    for (int tenant = 0; tenant < TENANTS; tenant++) {
      Life life = new Life(engine, tenant, promises, new SplittableRandom(seed + tenant), early);
      new Thread(life::liveForEver, name(tenant)).start();
    }
  }

  /** One tenant's life, of which each step is promised only when it is done. */
  private record Life(
      Thermograph engine,
      int tenant,
      MappedByteBuffer promises,
      SplittableRandom random,
      boolean early) {
    private static final int WRITE = 40;

    void liveForEver() {
      while (true) {
        int dice = get(1) == 0 ? WRITE : random.nextInt(40); // at first it is not there
        switch (dice) {
          case 0 -> engine.close(name(tenant));
          case 1 -> {
            engine.suspend(name(tenant));
            engine.resume(name(tenant));
          }
          case 2 -> dropAndCreate();
          default -> write();
        }
      }
    }

    private long get(int field) {
      return promises.getLong(tenant * PROMISE_BYTES + field * Long.BYTES);
    }

    private void set(int field, long value) {
      promises.putLong(tenant * PROMISE_BYTES + field * Long.BYTES, value);
    }

    private void write() {
      Tenant handle = engine.tenant(name(tenant), Sample.SCHEMA);
      long count = get(1);
      if (early) { // the planted bug: promised before it is so
        set(1, count + 1);
      }
      NodeId _ = Sample.add(handle, get(0) + "/" + count, (int) count);
      set(1, count + 1);
    }

    private void dropAndCreate() {
      set(2, get(0) + 1);
      engine.drop(name(tenant));
      set(1, 0);
      set(0, get(2));
    }
  }
}
