package dev.thermograph.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.TransactionMisusedException;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kinds are given to a tenant while its lane is taken. */
final class SchemaInsideWriteTest {
  private static final NodeKind<?> THING = NodeKind.open("Thing");

  /** Who gives it kinds waits for the lane; who has the lane must not wait for him. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isRefusedAlsoWhileAnotherThreadDoesIt() throws InterruptedException {
    try (EngineCore engine = EngineCore.inMemory(EngineOptions.defaults())) {
      TenantAccess access = engine.findOrCreate("acme", Schema.of());
      access.evolve(Schema.of(THING));
      Thread other = new Thread(() -> access.addKinds(NodeKind.open("Other")), "other");
      access.write(
          CommitOptions.DEFAULT,
          _ -> {
            other.start();
            while (other.getState() != Thread.State.WAITING) {
              Thread.onSpinWait();
            }
            assertThatThrownBy(() -> access.evolve(Schema.of(THING)))
                .isInstanceOf(TransactionMisusedException.class);
            assertThatThrownBy(() -> access.addKinds(NodeKind.open("More")))
                .isInstanceOf(TransactionMisusedException.class);
            return true;
          });
      other.join();
    }
  }
}
