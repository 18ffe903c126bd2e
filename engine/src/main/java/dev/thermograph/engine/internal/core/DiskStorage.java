package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.error.StoreFilesException;
import dev.thermograph.engine.internal.event.RebuildEvent;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy;
import dev.thermograph.engine.internal.snapshot.Checkpointer;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.OpeningReport;
import dev.thermograph.engine.internal.tenancy.TenantCheckpoints;
import dev.thermograph.engine.internal.tenancy.TenantMaps;
import dev.thermograph.engine.internal.tenancy.TenantSetup;
import dev.thermograph.engine.internal.tenancy.TenantSnapshots;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tenants whose memory is in files and comes back from them: from the maps of an orderly close, a
 * snapshot, or the log. <b>Thread-safe.</b>
 */
final class DiskStorage implements TenantStorage {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final TenantAssembly assembly;
  private final IntFunction<TenantAccess> accesses;
  private final TenantFiles files;
  private final WriteAheadLog log;
  private final TenantRegistry registry;
  private final RandomGenerator random;
  private final LogHold hold;
  private final Checkpointer checkpointer;

  DiskStorage(
      TenantAssembly assembly,
      IntFunction<TenantAccess> accesses,
      TenantFiles files,
      WriteAheadLog log,
      TenantRegistry registry) {
    this.assembly = assembly;
    this.accesses = accesses;
    this.files = files;
    this.log = log;
    this.registry = registry;
    this.random = new SharedRandom(options().log().random());
    this.hold = new LogHold(registry, log, options().log().clock());
    EngineMetrics metrics = options().metrics();
    this.checkpointer =
        Checkpointer.start(
            new Checkpointer.Options(
                LOOK_EVERY,
                RETRY_AFTER,
                (due, cause) -> metrics.failure("writing a snapshot: " + due, cause)));
  }

  private EngineOptions options() {
    return assembly.options();
  }

  @Override
  public boolean mayClose() {
    return !log.isPoisoned();
  }

  @Override
  public OpenTenant open(int number) {
    RebuildEvent event = new RebuildEvent();
    RegisteredTenant tenant = registry.require(number);
    Standing before = registry.standing(tenant);
    TenantSnapshots snapshots = openSnapshots(tenant);
    HotTenant hot = null;
    boolean done = false;
    try {
      // Before it can commit: nobody may believe that it has no commit since.
      registry.setStanding(tenant, new Standing(Standing.UNKNOWN, tenant.createdSequence()));
      hot = openMemory(tenant, before.lastCommit(), snapshots);
      OpenTenant open = assemble(tenant, hot, snapshots);
      hold.forget(number);
      tell(event, number, hot.report());
      done = true;
      return open;
    } finally {
      if (!done) {
        giveUp(tenant, before, hot, snapshots);
      }
    }
  }

  /** Once its memory was open it may have had a commit: it is told of kinds that callers hold. */
  private void giveUp(
      RegisteredTenant tenant,
      Standing before,
      @Nullable HotTenant hot,
      TenantSnapshots snapshots) {
    try {
      if (hot == null) {
        registry.setStanding(tenant, before);
      } else {
        long lastCommit = hot.isAllDurable() ? hot.appliedSequence() : Standing.UNKNOWN;
        hold.closed(tenant, new Standing(lastCommit, neededFrom(tenant, snapshots, lastCommit)));
        hot.close();
      }
    } finally {
      snapshots.close();
    }
  }

  private TenantSnapshots openSnapshots(RegisteredTenant tenant) {
    return TenantSnapshots.open(
        tenant.number(),
        log,
        () -> DiskSegmentFiles.open(files.snapshots(tenant.number())),
        options().log().clock(),
        random);
  }

  private HotTenant openMemory(
      RegisteredTenant tenant, long lastCommit, TenantSnapshots snapshots) {
    TenantSetup setup =
        new TenantSetup(
            assembly.commitBytesMax(),
            tenant.createdSequence(),
            lastCommit,
            Steps.listener(options().metrics()),
            options().metrics());
    TenantMaps maps =
        TenantMaps.inDirectory(files.maps(tenant.number()), tenant.number(), log.id());
    return HotTenant.open(tenant.number(), log, maps, snapshots, setup);
  }

  private OpenTenant assemble(RegisteredTenant tenant, HotTenant hot, TenantSnapshots snapshots) {
    TenantCheckpoints checkpoints =
        new TenantCheckpoints(
            hot, snapshots, policy(), options().log().clock(), Steps.listener(options().metrics()));
    requireBase(tenant, snapshots, checkpoints);
    WatchedCheckpoints watched =
        new WatchedCheckpoints(tenant.number(), checkpoints, snapshots, files, options().metrics());
    Checkpointer.Registration registration = checkpointer.register(watched);
    boolean done = false;
    try {
      OpenTenant.Upkeep upkeep =
          new DiskUpkeep(tenant, hot, snapshots, watched, registration, hold);
      OpenTenant open = assembly.assemble(accesses.apply(tenant.number()), hot, upkeep, false);
      done = true;
      return open;
    } finally {
      if (!done) {
        registration.close();
      }
    }
  }

  /**
   * Before its first commit a tenant needs nothing of the log, which may have gone on without it.
   * Later nobody could tell whether its commits were in what is gone, but for a snapshot of
   * nothing.
   */
  private void requireBase(
      RegisteredTenant tenant, TenantSnapshots snapshots, TenantCheckpoints checkpoints) {
    if (snapshots.isNone() && tenant.createdSequence() < log.firstRetainedSequence()) {
      try {
        checkpoints.checkpoint(CheckpointPolicy.Due.AGE, new Cancellation());
      } catch (IOException e) {
        throw new StoreFilesException(
            "could not write a first snapshot: tenant number=" + tenant.number(), e);
      }
    }
  }

  private CheckpointPolicy policy() {
    Checkpoints wanted = options().checkpoints();
    return new CheckpointPolicy(wanted.logBytes(), wanted.age(), wanted.onClose());
  }

  private static void tell(RebuildEvent event, int number, OpeningReport report) {
    event.tenant = number;
    event.source = report.source().name();
    event.elements = report.elementCount();
    event.commit();
  }

  @Override
  public boolean isFree(int number) {
    return !files.exists(number);
  }

  @Override
  public boolean hasFiles() {
    return true;
  }

  @Override
  public FileBytes fileBytes(int number) {
    return files.bytes(number);
  }

  @Override
  public MemoryReport.EngineFiles engineFiles() {
    return files.engineFiles();
  }

  @Override
  public Erasure erase(int number) {
    hold.forget(number);
    return files.erase(number);
  }

  @Override
  public DropReceipt.LogRemains logRemains(long firstSequence, long lastSequence) {
    return new DropReceipt.LogRemains(
        Math.max(firstSequence, log.firstRetainedSequence()), lastSequence);
  }

  @Override
  public void releaseLog() {
    hold.advance();
  }

  @Override
  public Optional<RegisteredTenant> findLongHolder() {
    return hold.findLongHolder(options().checkpoints().age().toNanos());
  }

  @Override
  public boolean relieve(RegisteredTenant tenant) {
    hold.tried(tenant.number());
    long lastCommit = registry.standing(tenant).lastCommit();
    try (TenantSnapshots snapshots = openSnapshots(tenant)) {
      if (snapshots.newest() != lastCommit) {
        return false;
      }
      Progress progress = new Progress(tenant.number(), Steps.listener(options().metrics()));
      snapshots.copyNewest(progress, new Cancellation());
      hold.closed(tenant, new Standing(lastCommit, neededFrom(tenant, snapshots, lastCommit)));
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
    checkpointer.close();
    hold.close();
  }
}
