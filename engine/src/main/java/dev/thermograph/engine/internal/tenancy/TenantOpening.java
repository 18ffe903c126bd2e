package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.error.CommitsMissingException;
import dev.thermograph.engine.error.StoreFilesException;
import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.snapshot.ProgressPhase;
import dev.thermograph.engine.internal.snapshot.SnapshotLoader;
import dev.thermograph.engine.internal.store.Reopening;
import dev.thermograph.engine.internal.tenancy.OpeningReport.Source;
import dev.thermograph.wal.WriteAheadLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a tenant's memory back, by the best way there is: the maps of an orderly close, when no
 * commit came after; else the newest good snapshot and the log behind it; else the log from its
 * first record on.
 *
 * <p>What is damaged, stale, foreign or of another layout is passed over and named in the report.
 * What comes out is never less than what any file of the tenant stands for: if the log cannot make
 * up for what a file lost, opening fails.
 *
 * <p><b>Single-threaded:</b> one opening. {@link #tryQuickly} comes first, or not at all.
 */
final class TenantOpening {
  private final int tenant;
  private final WriteAheadLog log;
  private final TenantMaps maps;
  private final @Nullable TenantSnapshots snapshots;
  private final TenantSetup setup;
  private final Progress progress;
  private final List<String> refusals = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private TenantMaps.@Nullable Place place;
  private @Nullable TenantMemory memory;
  private @Nullable SnapshotLoader loader;
  private boolean hasTriedMaps;

  /** Up to here the tenant's commits were once known to be durable. */
  private long promised;

  /**
   * The opening of a tenant that is open nowhere else.
   *
   * @param snapshots null when it has none and never will
   */
  TenantOpening(
      int tenant,
      WriteAheadLog log,
      TenantMaps maps,
      @Nullable TenantSnapshots snapshots,
      TenantSetup setup) {
    this.tenant = tenant;
    this.log = log;
    this.maps = maps;
    this.snapshots = snapshots;
    this.setup = setup;
    this.progress = new Progress(tenant, setup.listener(), setup.cancellation());
  }

  /**
   * Memory with all commits of a tenant.
   *
   * @param settled up to where the log was settled
   * @param report how it came back
   */
  record Opened(
      TenantMemory memory, TenantMaps.@Nullable Seal seal, long settled, OpeningReport report) {}

  /**
   * Opens the tenant if its last commit is known, and either its maps are as they were left or it
   * has none.
   *
   * @return null when it takes longer, to {@link #finish}
   */
  @Nullable Opened tryQuickly() {
    return isLastKnown() ? guarded(this::openQuickly).orElse(null) : null;
  }

  private Optional<Opened> openQuickly() throws IOException {
    Opened reused = reuseMaps();
    return reused == null && setup.lastCommit() == 0
        ? Optional.of(rebuild())
        : Optional.ofNullable(reused);
  }

  /** Opens the tenant. */
  Opened finish() {
    return guarded(this::openAnyhow);
  }

  private Opened openAnyhow() throws IOException {
    Opened reused = hasTriedMaps ? null : reuseMaps();
    return reused == null ? rebuild() : reused;
  }

  /** On a thread that may touch files; what was begun is given up when it fails. */
  private <T> T guarded(IoCalls.Work<T> work) {
    boolean done = false;
    try {
      T result = IoCalls.call("thermograph-open", work);
      done = true;
      return result;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new StoreFilesException("could not open a tenant: tenant=" + tenant, e);
    } finally {
      if (!done) {
        giveUp();
      }
    }
  }

  /** Memory of a tenant without commits. */
  static Opened nothing(Extents extents) {
    OpeningReport report = new OpeningReport(Source.LOG, 0, 0, 0, 0, 0, Duration.ZERO, List.of());
    return new Opened(TenantMemory.empty(extents), null, 0, report);
  }

  private @Nullable Opened reuseMaps() {
    hasTriedMaps = true;
    progress.step(ProgressPhase.REOPEN, 0, 1);
    return switch (maps.reopen()) {
      case Reopening.Rebuild(String reason) -> refuseMaps(reason);
      case Reopening.Reopened reopened -> reuse(reopened);
    };
  }

  private @Nullable Opened reuse(Reopening.Reopened reopened) {
    TenantMaps.Place found = TenantMaps.Place.of(reopened.extents());
    place = found;
    long sequence = reopened.sequence();
    promised = sequence;
    long settled = isLastKnown() ? log.durableSequence() : log.settle();
    if (!isLastCommit(sequence, settled)) {
      return refuseMaps("maps are not of the tenant's last commit: sequence=" + sequence);
    }
    try {
      TenantMemory reused = TenantMemory.reopen(found.extents(), sequence, reopened.payload());
      memory = reused;
      progress.report(ProgressPhase.REOPEN, 1, 1);
      OpeningReport report = report(Source.MAPS, sequence, reused, TenantReplay.NOTHING);
      return new Opened(reused, found.seal(), settled, report);
    } catch (RuntimeException e) {
      return refuseMaps("maps do not hold what they should: " + e);
    }
  }

  private boolean isLastKnown() {
    return setup.lastCommit() != TenantSetup.UNKNOWN;
  }

  /** What was released was needed by nobody, so it is not behind. */
  private boolean isLastCommit(long sequence, long settled) {
    if (isLastKnown()) {
      return sequence == setup.lastCommit();
    }
    long from = Math.max(sequence, log.firstRetainedSequence());
    long last = TenantReplay.lastCommit(tenant, log, Math.max(1, from), settled);
    return last == sequence || (last == 0 && from > sequence);
  }

  private @Nullable Opened refuseMaps(String reason) {
    if (!(maps instanceof TenantMaps.InMemory)) {
      refusals.add(reason);
    }
    giveUp();
    return null;
  }

  private Opened rebuild() throws IOException {
    boolean found = snapshots != null && snapshots.load(this::beginLoading, progress, refusals);
    TenantMemory rebuilt = found ? finishLoading() : fresh();
    long loaded = rebuilt.applier().sequence();
    TenantReplay.Replayed replayed =
        loaded == setup.lastCommit()
            ? new TenantReplay.Replayed(log.durableSequence(), 0, 0)
            : replay(found, loaded, rebuilt);
    requireNothingLost(rebuilt.applier().sequence(), replayed.settled());
    Source source = found ? Source.SNAPSHOT : Source.LOG;
    TenantMaps.Seal seal = place == null ? null : place.seal();
    return new Opened(rebuilt, seal, replayed.settled(), report(source, loaded, rebuilt, replayed));
  }

  private TenantReplay.Replayed replay(boolean found, long loaded, TenantMemory rebuilt) {
    long retained = log.firstRetainedSequence();
    long from = found ? Math.max(loaded + 1, retained) : setup.firstSequence();
    if (from < retained && !refusals.isEmpty()) {
      throw new CommitsMissingException(tenant, 0, retained - 1, refusals);
    }
    return TenantReplay.run(tenant, log, from, rebuilt, progress);
  }

  private TenantMemory fresh() {
    giveUp(); // what a refused snapshot left
    TenantMaps.Place created = maps.create();
    place = created;
    TenantMemory empty = TenantMemory.empty(created.extents());
    memory = empty;
    return empty;
  }

  private SnapshotLoader beginLoading() {
    SnapshotLoader begun = fresh().loader();
    loader = begun;
    return begun;
  }

  private TenantMemory finishLoading() {
    TenantMemory loaded = memory;
    SnapshotLoader finished = loader;
    if (loaded == null || finished == null) {
      throw new IllegalStateException("a snapshot was loaded into nothing");
    }
    loaded.loaded(finished);
    return loaded;
  }

  private void requireNothingLost(long reached, long settled) {
    long bySnapshots = snapshots == null ? 0 : snapshots.kept().highest();
    long byHashes = loader == null ? 0 : loader.hashesUpTo();
    long wanted = Math.max(promised, Math.max(bySnapshots, byHashes));
    if (isLastKnown()) {
      wanted = Math.max(wanted, setup.lastCommit());
    }
    if (reached < wanted) {
      throw new CommitsMissingException(tenant, reached, wanted, refusals);
    }
    if (reached > settled) { // it would give the same sequences to others
      refusals.addFirst("the log ends at sequence=" + settled);
      throw new CommitsMissingException(tenant, settled, reached, refusals);
    }
  }

  private OpeningReport report(
      Source source, long sourceSequence, TenantMemory held, TenantReplay.Replayed replayed) {
    return new OpeningReport(
        source,
        sourceSequence,
        held.applier().sequence(),
        (long) held.store().nodeEnd() + held.store().edgeEnd(),
        replayed.count(),
        replayed.bytes(),
        Duration.ofNanos(System.nanoTime() - startNanos),
        refusals);
  }

  private void giveUp() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
    if (place != null) {
      place.extents().close();
      place = null;
    }
    loader = null;
  }
}
