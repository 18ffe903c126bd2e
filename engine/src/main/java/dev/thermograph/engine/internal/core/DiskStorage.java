package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.error.StoreFilesException;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.internal.residence.Opening;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.Checkpointer;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.tenancy.TenantSnapshots;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.wal.WriteAheadLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Tenants whose memory is in files and comes back from them: from the maps of an orderly close, a
 * snapshot, or the log. <b>Thread-safe.</b>
 */
final class DiskStorage implements TenantStorage {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A relief writes a snapshot or two; the engine has other things to do, too. */
  private static final int RELIEFS_PER_LOOK_MAX = 16;

  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final DiskParts parts;

  DiskStorage(
      TenantAssembly assembly,
      IntFunction<TenantAccess> accesses,
      TenantFiles files,
      WriteAheadLog log,
      TenantRegistry registry) {
    EngineOptions options = assembly.options();
    this.parts =
        new DiskParts(
            assembly,
            accesses,
            files,
            log,
            registry,
            new SharedRandom(options.log().random()),
            new LogHold(registry, log, options.log().clock()),
            startCheckpointer(options.metrics()),
            new Cancellation());
  }

  private static Checkpointer startCheckpointer(EngineMetrics metrics) {
    return Checkpointer.start(
        new Checkpointer.Options(
            LOOK_EVERY,
            RETRY_AFTER,
            (due, cause) -> metrics.failure("writing a snapshot: " + due, cause)));
  }

  @Override
  public boolean mayClose() {
    return !parts.log().isPoisoned();
  }

  @Override
  public Opening<OpenTenant> open(int number) {
    return DiskOpening.begin(parts, number);
  }

  @Override
  public void callOffOpenings() {
    parts.cancellation().request();
  }

  @Override
  public boolean isFree(int number) {
    return !parts.files().exists(number);
  }

  @Override
  public boolean hasFiles() {
    return true;
  }

  @Override
  public FileBytes fileBytes(int number) {
    return parts.files().bytes(number);
  }

  @Override
  public MemoryReport.EngineFiles engineFiles() {
    return parts.files().engineFiles();
  }

  @Override
  public Erasure erase(int number) {
    parts.hold().forget(number);
    return parts.files().erase(number);
  }

  @Override
  public DropReceipt.LogRemains logRemains(long firstSequence, long lastSequence) {
    return new DropReceipt.LogRemains(
        Math.max(firstSequence, parts.log().firstRetainedSequence()), lastSequence);
  }

  @Override
  public void releaseLog() {
    parts.hold().advance();
  }

  @Override
  public List<RegisteredTenant> findLongHolders() {
    Checkpoints wanted = parts.options().checkpoints();
    int count = reliefCount(parts.log().sealedBytes(), wanted.logBytes());
    return parts.hold().findLongHolders(wanted.age().toNanos(), count);
  }

  /**
   * How many closed tenants are made to need less of the log at a look: one for each time that what
   * is kept of it is as much as one tenant's snapshots are worth.
   */
  static int reliefCount(long sealedBytes, long logBytes) {
    return Math.clamp(sealedBytes / logBytes, 1, RELIEFS_PER_LOOK_MAX);
  }

  @Override
  public boolean relieve(RegisteredTenant tenant) {
    parts.hold().tried(tenant.number());
    long lastCommit = parts.registry().standing(tenant).lastCommit();
    try (TenantSnapshots snapshots = parts.openSnapshots(tenant)) {
      if (snapshots.newest() != lastCommit) {
        return false;
      }
      Progress progress = new Progress(tenant.number(), Steps.listener(parts.options().metrics()));
      snapshots.copyNewest(progress, new Cancellation());
      parts
          .hold()
          .closed(tenant, new Standing(lastCommit, neededFrom(tenant, snapshots, lastCommit)));
      return true;
    } catch (IOException e) {
      throw new StoreFilesException(
          "could not copy a snapshot: tenant number=" + tenant.number(), e);
    }
  }

  /** From where on the log is needed for a tenant that is not open. */
  static long neededFrom(RegisteredTenant tenant, TenantSnapshots snapshots, long lastCommit) {
    return lastCommit == 0
        ? Standing.NOTHING
        : Math.max(snapshots.neededFrom(lastCommit), tenant.createdSequence());
  }

  @Override
  public void close() {
    parts.checkpointer().close();
    parts.hold().close();
  }
}
