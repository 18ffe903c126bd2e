package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.snapshot.Checkpointer;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.TenantSnapshots;
import java.time.Duration;
import java.util.Optional;

/** An open tenant's snapshots, and its hold on the log, which others take over when it closes. */
record DiskUpkeep(
    RegisteredTenant tenant,
    HotTenant hot,
    TenantSnapshots snapshots,
    WatchedCheckpoints checkpoints,
    Checkpointer.Registration registration,
    LogHold hold)
    implements OpenTenant.Upkeep {
  /** So long a tenant waits for the log before it leaves; others wait for its room. */
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);

  @Override
  public void prepareToLeave() {
    hot.care().requireReadyToClose(LEAVE_WITHIN);
  }

  @Override
  public void leave(boolean discards) {
    registration.close();
    if (discards) {
      hot.discard();
      snapshots.close();
    } else {
      keep();
    }
  }

  private void keep() {
    long lastCommit = Standing.UNKNOWN;
    try {
      checkpoints.beforeClosing();
      lastCommit = hot.care().isAllDurable() ? hot.appliedSequence() : Standing.UNKNOWN;
      hot.close();
    } finally {
      hold.closed(tenant, new Standing(lastCommit, neededFrom(lastCommit)));
      snapshots.close(); // its hold on the log goes last
    }
  }

  private long neededFrom(long lastCommit) {
    return DiskStorage.neededFrom(tenant, snapshots, lastCommit);
  }

  @Override
  public Optional<Standing> standing() {
    long lastCommit = hot.care().findDurableLastCommit().orElse(Standing.UNKNOWN);
    return Optional.of(new Standing(lastCommit, neededFrom(lastCommit)));
  }
}
