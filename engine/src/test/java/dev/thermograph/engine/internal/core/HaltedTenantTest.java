package dev.thermograph.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.TenantHaltedException;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.Durability;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose memory is not to be believed any more can still be got rid of. */
final class HaltedTenantTest {
  private static final Schema SCHEMA = Schema.of(NodeKind.open("Thing"));

  /** A commit that is in the log and fails on the way into the memory. */
  private static final class Failing implements HotTenant.Change {
    @Override
    public void collect(CommitWriter commit) {
      commit.note("", "planted");
    }

    @Override
    public void applied(long sequence, long timestampMicros) {
      throw new IllegalStateException("planted");
    }
  }

  private static void halt(EngineCore engine, TenantAccess access) {
    access.evolve(SCHEMA);
    OpenTenant open = engine.residence().use(access.slot());
    try {
      assertThatThrownBy(() -> open.hot().commit(new Failing(), Durability.sync()))
          .isInstanceOf(TenantHaltedException.class);
    } finally {
      engine.residence().leave(access.slot());
    }
    assertThatThrownBy(access::read).isInstanceOf(TenantHaltedException.class);
  }

  private static void requireDropped(EngineCore engine) {
    halt(engine, engine.findOrCreate("acme", Schema.of()));
    DropReceipt receipt = engine.drop("acme");
    assertThat(receipt.nodeCount()).isEmpty();
    assertThat(receipt.edgeCount()).isEmpty();
    assertThat(receipt.memoryBytes()).isPositive();
    assertThat(engine.find("acme")).isEmpty();
  }

  @Test
  void itCanBeDroppedInMemory() {
    try (EngineCore engine = EngineCore.inMemory(EngineOptions.defaults())) {
      requireDropped(engine);
    }
  }

  @Test
  void itCanBeDroppedInFiles(@TempDir Path root) {
    try (EngineCore engine = EngineCore.open(root, EngineOptions.defaults())) {
      requireDropped(engine);
    }
  }
}
