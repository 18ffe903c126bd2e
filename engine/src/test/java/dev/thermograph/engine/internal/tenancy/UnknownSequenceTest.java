package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A commit that the log has, and of which its tenant does not know that. */
final class UnknownSequenceTest {
  private static void commit(HotTenant tenant) {
    long _ = tenant.commit(into -> into.note("", "some"), Durability.sync());
  }

  /** Else the list of tenants would say that there is no such commit, and the next would follow. */
  @Test
  void itsTenantIsNotBelievedToStandBeforeIt() {
    AtomicBoolean isOutOfMemory = new AtomicBoolean();
    try (WriteAheadLog log =
            WriteAheadLog.open(MemorySegmentFiles.create(), LogOptions.defaults());
        HotTenant tenant =
            HotTenants.open(
                7,
                log,
                (number, type, payload, builtOn, durability, receipt) -> {
                  log.append(number, type, payload, builtOn, durability, receipt);
                  if (isOutOfMemory.get()) {
                    throw new OutOfMemoryError("planted");
                  }
                },
                new ArenaExtents(),
                1 << 16)) {
      commit(tenant);
      long known = log.lastSequence();
      assertThat(tenant.care().findDurableLastCommit()).hasValue(known);
      isOutOfMemory.set(true);
      assertThatThrownBy(() -> commit(tenant)).hasMessage("planted");
      assertThat(log.settle()).as("what is in the log for good").isGreaterThan(known);
      assertThat(tenant.care().findDurableLastCommit()).isEmpty();
    }
  }
}
