package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.wal.WriteAheadLog;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that is being opened, in one step or in two: what is quick, and what may take long.
 *
 * <p><b>Single-threaded:</b> one step at a time, each on any thread.
 */
public final class PendingTenant {
  private final int number;
  private final WriteAheadLog log;
  private final TenantSetup setup;
  private final TenantOpening opening;

  /**
   * Nothing is done yet.
   *
   * @param snapshots stay the caller's, also when the tenant is closed
   */
  public PendingTenant(
      int number,
      WriteAheadLog log,
      TenantMaps maps,
      TenantSnapshots snapshots,
      TenantSetup setup) {
    this.number = number;
    this.log = log;
    this.setup = setup;
    this.opening = new TenantOpening(number, log, maps, snapshots, setup);
  }

  /**
   * Opens it if nothing has to be read but the maps of an orderly close.
   *
   * @return null when it takes longer, to {@link #finish}
   */
  public @Nullable HotTenant tryQuickly() {
    TenantOpening.Opened opened = opening.tryQuickly();
    return opened == null ? null : hot(opened);
  }

  /** Opens it by the best way there is; throws as {@link HotTenants} says. */
  public HotTenant finish() {
    return hot(opening.finish());
  }

  private HotTenant hot(TenantOpening.Opened opened) {
    CommitLog shared = new CommitLog.Shared(log, log::append);
    CommitLog watched = new WatchedLog(shared, number, setup.metrics());
    return new HotTenant(number, watched, opened, setup.commitBytesMax());
  }
}
