package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.error.StoreFilesException;
import dev.thermograph.engine.internal.event.RebuildEvent;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.residence.Opening;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy;
import dev.thermograph.engine.internal.snapshot.Checkpointer;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.OpeningReport;
import dev.thermograph.engine.internal.tenancy.PendingTenant;
import dev.thermograph.engine.internal.tenancy.TenantCheckpoints;
import dev.thermograph.engine.internal.tenancy.TenantMaps;
import dev.thermograph.engine.internal.tenancy.TenantSetup;
import dev.thermograph.engine.internal.tenancy.TenantSnapshots;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.index.IndexFiles;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a tenant whose memory is in files. When it fails, or is given up, the tenant
 * stands in the log where it stood before. <b>Single-threaded:</b> one step at a time.
 */
final class DiskOpening implements Opening.Rest<OpenTenant> {
  /** Maps are read before they are believed, at some gigabytes a second. */
  private static final long QUICK_MAP_BYTES_MAX = 256L << 20;

  private final DiskParts parts;
  private final RegisteredTenant tenant;
  private final Standing before;
  private final RebuildEvent event = new RebuildEvent();
  private final TenantSnapshots snapshots;
  private final PendingTenant pending;

  private DiskOpening(DiskParts parts, RegisteredTenant tenant) {
    this.parts = parts;
    this.tenant = tenant;
    this.before = parts.registry().standing(tenant);
    this.snapshots = parts.openSnapshots(tenant);
    this.pending =
        new PendingTenant(tenant.number(), parts.log(), maps(), snapshots, setup(before));
  }

  /** Opens a tenant as far as that is quick. */
  static Opening<OpenTenant> begin(DiskParts parts, int number) {
    parts.cancellation().check();
    return new DiskOpening(parts, parts.registry().require(number)).begin();
  }

  private TenantMaps maps() {
    int number = tenant.number();
    return TenantMaps.inDirectory(parts.files().maps(number), number, parts.log().id());
  }

  private TenantSetup setup(Standing standing) {
    return new TenantSetup(
        parts.assembly().commitBytesMax(),
        tenant.createdSequence(),
        standing.lastCommit(),
        Steps.listener(parts.options().metrics()),
        parts.cancellation(),
        parts.options().metrics());
  }

  private Opening<OpenTenant> begin() {
    // Before it can commit: nobody may believe that it has no commit since.
    parts.registry().setStanding(tenant, new Standing(Standing.UNKNOWN, tenant.createdSequence()));
    HotTenant hot = orGiveUp(this::tryQuickly);
    return hot == null ? this : new Opening.Opened<>(complete(hot));
  }

  private @Nullable HotTenant tryQuickly() {
    boolean isSmall = parts.files().bytes(tenant.number()).maps() <= QUICK_MAP_BYTES_MAX;
    return isSmall ? pending.tryQuickly() : null;
  }

  @Override
  public OpenTenant finish() {
    return complete(orGiveUp(pending::finish));
  }

  private interface Step<T extends @Nullable HotTenant> {
    T run();
  }

  private <T extends @Nullable HotTenant> T orGiveUp(Step<T> step) {
    boolean done = false;
    try {
      T result = step.run();
      done = true;
      return result;
    } finally {
      if (!done) {
        giveUp();
      }
    }
  }

  @Override
  public void giveUp() {
    try {
      parts.registry().setStanding(tenant, before);
    } finally {
      snapshots.close();
    }
  }

  private OpenTenant complete(HotTenant hot) {
    boolean done = false;
    try {
      OpenTenant open = assemble(hot);
      parts.hold().forget(tenant.number());
      tell(hot.report());
      done = true;
      return open;
    } finally {
      if (!done) {
        giveUp(hot);
      }
    }
  }

  /** Once its memory was open it may have had a commit: it is told of kinds that callers hold. */
  private void giveUp(HotTenant hot) {
    try {
      long lastCommit = hot.care().isAllDurable() ? hot.appliedSequence() : Standing.UNKNOWN;
      long neededFrom = DiskStorage.neededFrom(tenant, snapshots, lastCommit);
      parts.hold().closed(tenant, new Standing(lastCommit, neededFrom));
      hot.close();
    } finally {
      snapshots.close();
    }
  }

  private OpenTenant assemble(HotTenant hot) {
    TenantCheckpoints checkpoints =
        new TenantCheckpoints(
            hot,
            snapshots,
            policy(),
            parts.options().log().clock(),
            Steps.listener(parts.options().metrics()));
    requireBase(checkpoints);
    WatchedCheckpoints watched =
        new WatchedCheckpoints(
            tenant.number(), checkpoints, snapshots, parts.files(), parts.options().metrics());
    Checkpointer.Registration registration = parts.checkpointer().register(watched);
    boolean done = false;
    try {
      OpenTenant.Upkeep upkeep =
          new DiskUpkeep(tenant, hot, snapshots, watched, registration, parts.hold());
      TenantAccess access = parts.accesses().apply(tenant.number());
      OpenTenant open =
          parts.assembly().assemble(access, hot, upkeep, false, this::indexFiles, owner());
      done = true;
      return open;
    } finally {
      if (!done) {
        registration.close();
      }
    }
  }

  private IndexFiles indexFiles(int kind, int key) {
    return new IndexFiles.InDirectory(parts.files().index(tenant.number(), kind, key));
  }

  private String owner() {
    return "log " + parts.log().id() + " tenant " + tenant.number();
  }

  /**
   * Before its first commit a tenant needs nothing of the log, which may have gone on without it.
   * Later nobody could tell whether its commits were in what is gone, but for a snapshot of
   * nothing.
   */
  private void requireBase(TenantCheckpoints checkpoints) {
    if (snapshots.isNone() && tenant.createdSequence() < parts.log().firstRetainedSequence()) {
      try {
        checkpoints.checkpoint(CheckpointPolicy.Due.AGE, new Cancellation());
      } catch (IOException e) {
        throw new StoreFilesException(
            "could not write a first snapshot: tenant number=" + tenant.number(), e);
      }
    }
  }

  private CheckpointPolicy policy() {
    Checkpoints wanted = parts.options().checkpoints();
    return new CheckpointPolicy(wanted.logBytes(), wanted.age(), wanted.onClose());
  }

  private void tell(OpeningReport report) {
    event.tenant = tenant.number();
    event.source = report.source().name();
    event.elements = report.elementCount();
    event.commit();
  }
}
