package dev.thermograph.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tenants that take long to open are in nobody's way who is quick. */
final class QuickOpeningsTest {
  private static final NodeKind<?> THING = NodeKind.open("Thing");
  private static final Schema SCHEMA = Schema.of(THING);
  private static final int REBUILT = 4;

  @TempDir Path root;

  private static EngineOptions options() {
    return EngineOptions.defaults()
        .withLog(LogOptions.defaults().withDurability(Durability.none()))
        .withCheckpoints(new Checkpoints(Long.MAX_VALUE, Duration.ofDays(1), false));
  }

  private static void write(TenantAccess access) {
    access.write(CommitOptions.DEFAULT, tx -> tx.createFrom(THING, Map.of()));
  }

  /** The first tenants have to be built again from the log, the last one has its maps. */
  private void fill() throws IOException {
    try (EngineCore engine = EngineCore.open(root, options())) {
      for (int number = 1; number <= REBUILT + 1; number++) {
        TenantAccess access = engine.findOrCreate("tenant-" + number, SCHEMA);
        access.evolve(SCHEMA);
        write(access);
      }
      for (int commit = 0; commit < HeldUpRebuilds.LONG; commit++) {
        write(engine.require("tenant-1"));
      }
      engine.create("never-opened", SCHEMA, TenantOptions.DEFAULT);
    }
    for (int number = 1; number <= REBUILT; number++) {
      Files.delete(root.resolve("tenants/000000000" + number + "/maps/CLEAN"));
    }
  }

  private static long count(EngineCore engine, String name) {
    try (ReadView view = engine.require(name).read()) {
      return view.count(THING);
    }
  }

  /** It was: two rebuilds held up the openings of all other tenants. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aTenantIsOpenedWhileOthersAreBuiltAgain() throws Exception {
    fill();
    HeldUpRebuilds rebuilds = new HeldUpRebuilds(REBUILT);
    try (EngineCore engine = EngineCore.open(root, options().withMetrics(rebuilds))) {
      List<Thread> readers = new ArrayList<>();
      for (int number = 1; number <= REBUILT; number++) {
        TenantAccess access = engine.require("tenant-" + number);
        readers.add(new Thread(access::touch, "reader-" + number));
      }
      readers.forEach(Thread::start);
      rebuilds.awaitAll();
      TenantAccess quick = engine.require("tenant-" + (REBUILT + 1));
      quick.touch();
      assertThat(quick.slot().isOpen()).isTrue();
      TenantAccess fresh = engine.require("never-opened");
      fresh.evolve(SCHEMA);
      write(fresh);
      assertThat(engine.require("tenant-1").slot().isOpening()).as("held up").isTrue();
      rebuilds.release();
      for (Thread reader : readers) {
        reader.join();
      }
      engine.require("tenant-1").evolve(SCHEMA);
      assertThat(count(engine, "tenant-1")).isEqualTo(HeldUpRebuilds.LONG + 1);
    }
  }
}
