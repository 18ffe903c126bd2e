package dev.thermograph.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.EngineClosedException;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine is closed while something else befalls one of its tenants. */
final class ClosingEngineTest {
  private static final Schema SCHEMA = Schema.of(NodeKind.open("Thing"));

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
}
