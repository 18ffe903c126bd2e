package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.wal.WriteAheadLog;

/** The ways in which a tenant comes to be open. <em>Stateless.</em> */
public final class HotTenants {
  private HotTenants() {}

  /**
   * Builds a tenant's memory from the log. Its number must be open nowhere else.
   *
   * @param extents empty; they are closed with the tenant
   * @param commitBytesMax largest commit, not above the log's own limit
   * @throws dev.thermograph.engine.error.CommitChainBrokenException when the log lacks one of its
   *     commits
   * @throws dev.thermograph.wal.error.RecordsReleasedException when the log does not begin with its
   *     first record any more
   */
  public static HotTenant open(int number, WriteAheadLog log, Extents extents, int commitBytesMax) {
    return open(number, log, log::append, extents, commitBytesMax);
  }

  /** As the other one, with another way into the log. */
  static HotTenant open(
      int number, WriteAheadLog log, RecordAppender appender, Extents extents, int commitBytesMax) {
    TenantMaps maps = TenantMaps.inMemory(() -> extents);
    TenantSetup setup = TenantSetup.of(commitBytesMax, ProgressListener.NONE);
    TenantOpening.Opened opened = new TenantOpening(number, log, maps, null, setup).finish();
    return new HotTenant(number, new CommitLog.Shared(log, appender), opened, commitBytesMax);
  }

  /**
   * Brings a tenant's memory back by the best way there is; see {@link HotTenant#report}. Its
   * number must be open nowhere else.
   *
   * @param snapshots stay the caller's, also when the tenant is closed
   * @param commitBytesMax largest commit, not above the log's own limit
   * @throws dev.thermograph.engine.error.CommitsMissingException when the log cannot make up for
   *     what a file lost
   * @throws dev.thermograph.engine.error.CommitChainBrokenException when the log lacks one of its
   *     commits
   * @throws dev.thermograph.wal.error.RecordsReleasedException when there is no good snapshot, and
   *     the log does not begin with its first record any more
   */
  public static HotTenant open(
      int number,
      WriteAheadLog log,
      TenantMaps maps,
      TenantSnapshots snapshots,
      int commitBytesMax,
      ProgressListener listener) {
    TenantSetup setup = TenantSetup.of(commitBytesMax, listener);
    return new PendingTenant(number, log, maps, snapshots, setup).finish();
  }

  /**
   * A tenant without commits, which are gone when it is closed.
   *
   * @param log shared by the tenants of an engine
   * @param extents empty; they are closed with the tenant
   */
  public static HotTenant inMemory(int number, MemoryLog log, Extents extents, TenantSetup setup) {
    CommitLog watched = new WatchedLog(log, number, setup.metrics());
    TenantOpening.Opened nothing = TenantOpening.nothing(extents);
    return new HotTenant(number, watched, nothing, setup.commitBytesMax());
  }
}
