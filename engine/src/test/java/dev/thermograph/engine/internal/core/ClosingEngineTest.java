package dev.thermograph.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.EngineClosedException;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine is closed while something else befalls one of its tenants. */
final class ClosingEngineTest {
  private static final NodeKind<?> THING = NodeKind.open("Thing");
  private static final Schema SCHEMA = Schema.of(THING);

  /** Else its snapshot would be written beside a drop that erases it. */
  @Test
  void itWaitsForADropThatIsUnderWay(@TempDir Path root) throws Exception {
    EngineCore engine = EngineCore.open(root, EngineOptions.defaults());
    TenantAccess access = engine.findOrCreate("acme", Schema.of());
    access.evolve(SCHEMA);
    Thread closing = new Thread(engine::close, "closing");
    access.lifeLock().lock();
    try {
      closing.start();
      closing.join(Duration.ofMillis(500));
      assertThat(access.slot().isOpen()).as("for whoever has the lock").isTrue();
    } finally {
      access.lifeLock().unlock();
    }
    closing.join();
    assertThat(access.slot().isOpen()).isFalse();
    assertThatThrownBy(access::read).isInstanceOf(EngineClosedException.class);
  }

  private static EngineOptions withoutSnapshots() {
    return EngineOptions.defaults()
        .withLog(LogOptions.defaults().withDurability(Durability.none()))
        .withCheckpoints(new Checkpoints(Long.MAX_VALUE, Duration.ofDays(1), false))
        .withDrainWithin(Duration.ZERO);
  }

  /** It was: the engine waited for it, and then said that somebody had a view open. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLongRebuildIsCalledOffAndNobodyIsBlamed(@TempDir Path root) throws Exception {
    try (EngineCore engine = EngineCore.open(root, withoutSnapshots())) {
      TenantAccess access = engine.findOrCreate("acme", SCHEMA);
      access.evolve(SCHEMA);
      for (int commit = 0; commit < HeldUpRebuilds.LONG; commit++) {
        access.write(CommitOptions.DEFAULT, tx -> tx.createFrom(THING, Map.of()));
      }
    }
    Files.delete(root.resolve("tenants/0000000001/maps/CLEAN"));
    HeldUpRebuilds rebuilds = new HeldUpRebuilds(1);
    EngineCore engine = EngineCore.open(root, withoutSnapshots().withMetrics(rebuilds));
    TenantAccess access = engine.require("acme");
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(() -> access.read().close(), ClosingEngineTest::start);
    rebuilds.awaitAll();
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(engine::close, ClosingEngineTest::start);
    while (!isWaitedFor() && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    rebuilds.release();
    closing.get();
    assertThatThrownBy(reading::get).hasCauseInstanceOf(EngineClosedException.class);
    try (EngineCore again = EngineCore.open(root, withoutSnapshots());
        ReadView view = again.require("acme").read()) {
      assertThat(view.sequence()).isGreaterThanOrEqualTo(HeldUpRebuilds.LONG);
    }
  }

  private static void start(Runnable body) {
    new Thread(body, "closing-test").start();
  }

  private static boolean isWaitedFor() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getMethodName().equals("awaitSettled"));
  }
}
