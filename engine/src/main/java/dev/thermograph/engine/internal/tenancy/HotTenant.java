package dev.thermograph.engine.internal.tenancy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.error.CommitChainBrokenException;
import dev.thermograph.engine.error.CommitsMissingException;
import dev.thermograph.engine.error.ReentrantUseException;
import dev.thermograph.engine.error.TenantClosedException;
import dev.thermograph.engine.error.TenantHaltedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitApplier;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogPoisonedException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.flush.AppendReceipt;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One tenant whose graph is in memory: its lane for writing, its views for reading.
 *
 * <p>The write path: the lane is taken; the commit is collected and validated by the caller's code;
 * it is appended to the log, which gives it its sequence; the same bytes are applied to the memory;
 * the lane is given back; when the log is durable that far, the commit is published. So commits
 * queue behind one sync together, and no view sees what a crash could take back, unless that asked
 * for less.
 *
 * <p>When a commit was applied and the log then fails, the memory is ahead of the log. The tenant
 * is halted: it takes no commit, and nothing that is not durable is published any more. Views go
 * on, and may be opened; opening the tenant again replays what the log has. Before that the halted
 * one is to be closed or stopped, which waits for a commit that may be under way: two that write
 * under one number would make a log that neither of them can replay.
 *
 * <p><b>Thread-safe:</b> one commit at a time by the lane; views take no lock.
 */
public final class HotTenant implements AutoCloseable {
  private static final long LANE_WAIT_MILLIS = 200;

  private final int number;
  private final CommitLog log;
  private final TenantMemory memory;
  private final TenantMaps.@Nullable Seal seal;
  private final OpeningReport report;
  private final Space space;
  private final GraphStore store;
  private final CommitApplier applier;
  private final Publication publication;
  private final OpenViews views;
  private final DroppedPast past;
  private final TenantCondition condition;
  private final ReentrantLock lane = new ReentrantLock();

  @GuardedBy("lane")
  private final AppendReceipt receipt = new AppendReceipt();

  @GuardedBy("lane")
  private final CommitWriter writer;

  /** Of commits since the tenant was opened, those replayed then included. Written by the lane. */
  private final AtomicLong commitBytes = new AtomicLong();

  /** Set before a commit is applied: whoever sees some of it in memory sees this, too. */
  private volatile long lastAppended;

  /** Collects and validates one commit; throws to refuse it, and nothing is written. */
  @FunctionalInterface
  public interface Change {
    /** Writes the changes; the graph stays as it is meanwhile. */
    void collect(CommitWriter commit);

    /**
     * The commit was applied. Called under the lane, before anybody sees it, unless there was
     * nothing to change; must not fail, for the memory is not trusted any more if it does.
     */
    default void applied(long sequence, long timestampMicros) {}
  }

  private HotTenant(int number, CommitLog log, TenantOpening.Opened opened, int commitBytesMax) {
    this.number = number;
    this.log = log;
    this.memory = opened.memory();
    this.seal = opened.seal();
    this.report = opened.report();
    this.condition = new TenantCondition(number);
    this.space = memory.space();
    this.store = memory.store();
    this.applier = memory.applier();
    this.writer = new CommitWriter(commitBytesMax);
    this.commitBytes.set(report.replayedBytes());
    this.lastAppended = applier.sequence();
    this.publication = new Publication(applier.sequence(), opened.settled());
    this.views = new OpenViews(number, store, memory.catalogs(), publication);
    this.past = new DroppedPast(memory, views);
  }

  /**
   * Builds a tenant's memory from the log. Its number must be open nowhere else.
   *
   * @param extents empty; they are closed with the tenant
   * @param commitBytesMax largest commit, not above the log's own limit
   * @throws CommitChainBrokenException when the log lacks one of its commits
   * @throws RecordsReleasedException when the log does not begin with its first record any more
   */
  public static HotTenant open(int number, WriteAheadLog log, Extents extents, int commitBytesMax) {
    return open(number, log, log::append, extents, commitBytesMax);
  }

  /** As the other one, with another way into the log. */
  static HotTenant open(
      int number, WriteAheadLog log, RecordAppender appender, Extents extents, int commitBytesMax) {
    TenantMaps maps = TenantMaps.inMemory(() -> extents);
    TenantSetup setup = TenantSetup.of(commitBytesMax, ProgressListener.NONE);
    TenantOpening.Opened opened = TenantOpening.open(number, log, maps, null, setup);
    return new HotTenant(number, new CommitLog.Shared(log, appender), opened, commitBytesMax);
  }

  /**
   * Brings a tenant's memory back by the best way there is; see {@link #report}. Its number must be
   * open nowhere else.
   *
   * @param snapshots stay the caller's, also when the tenant is closed
   * @param commitBytesMax largest commit, not above the log's own limit
   * @throws CommitsMissingException when the log cannot make up for what a file lost
   * @throws CommitChainBrokenException when the log lacks one of its commits
   * @throws RecordsReleasedException when there is no good snapshot, and the log does not begin
   *     with its first record any more
   */
  public static HotTenant open(
      int number,
      WriteAheadLog log,
      TenantMaps maps,
      TenantSnapshots snapshots,
      int commitBytesMax,
      ProgressListener listener) {
    return open(number, log, maps, snapshots, TenantSetup.of(commitBytesMax, listener));
  }

  /** As the other one, with more to say. */
  public static HotTenant open(
      int number,
      WriteAheadLog log,
      TenantMaps maps,
      TenantSnapshots snapshots,
      TenantSetup setup) {
    TenantOpening.Opened opened = TenantOpening.open(number, log, maps, snapshots, setup);
    CommitLog watched =
        new WatchedLog(new CommitLog.Shared(log, log::append), number, setup.metrics());
    return new HotTenant(number, watched, opened, setup.commitBytesMax());
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

  /** The number that its records in the log have. */
  public int number() {
    return number;
  }

  /** How its memory came back when it was opened. */
  public OpeningReport report() {
    return report;
  }

  /**
   * Makes one commit. What is promised when this returns:
   *
   * <ul>
   *   <li>Views opened from now on see it, and everything before it.
   *   <li>Of a tenant's commits the log keeps the first so many, never one without those before.
   *   <li>With {@link Durability.Sync} it survives whatever fails later.
   *   <li>With {@link Durability.None}, and with {@link Durability.Interval} for that long, it may
   *       be lost, together with all that follow: by a power cut, by the end of the process, and by
   *       a failed write, after which the log takes it back. In the last case views may have shown
   *       it and go on showing it. The tenant is halted no later than at its next commit, which is
   *       refused before it gets a sequence; once the tenant was opened again, the lost commits are
   *       gone for everybody. A commit that asked for a sync can be built on such a one, and then
   *       shares its fate: it was not acknowledged either.
   * </ul>
   *
   * <p>When there is nothing to change, nothing is written, and this returns when all that the
   * change saw is published.
   *
   * @return its sequence, or that of the newest commit that it saw when there was nothing to change
   * @throws LogFullException when the log cannot write for now; nothing was written
   * @throws LogPoisonedException when a sync failed before; nothing was written
   * @throws TenantHaltedException when the tenant was halted, by this commit or before; it says
   *     whether this commit may be in the log
   * @throws AppendRefusedException when it is certainly not in the log; the tenant is halted
   * @throws CommitOutcomeUnknownException when only opening the log again can tell; the same
   * @throws TenantClosedException when the tenant was closed or stopped
   * @throws ReentrantUseException when called while a change is collected
   */
  public long commit(Change change, Durability durability) {
    requireNotCollecting("commit");
    long sequence;
    long awaited;
    RuntimeException refusal;
    lane.lock();
    try {
      requireWritable();
      writer.clear();
      refusal = collect(change);
      if (refusal != null || writer.changeCount() == 0) { // what it saw may still be under way
        sequence = applier.sequence();
        awaited = publication.awaited();
      } else {
        ByteBuffer payload = writer.finish(applier.sequence());
        sequence = append(payload, durability);
        awaited = apply(payload, change, durability);
      }
    } finally {
      lane.unlock();
    }
    if (refusal != null) {
      throw published(refusal, sequence, awaited);
    }
    publish(sequence, awaited);
    return sequence;
  }

  /** Returns what it threw, if it did. */
  @GuardedBy("lane")
  private @Nullable RuntimeException collect(Change change) {
    try {
      change.collect(writer);
    } catch (RuntimeException e) {
      return e;
    }
    requireWritable(); // it may have been halted meanwhile
    return null;
  }

  /** Whoever is refused may tell what he saw, so that has to be shown first. */
  private RuntimeException published(RuntimeException refusal, long sequence, long awaited) {
    try {
      publish(sequence, awaited);
    } catch (RuntimeException e) { // what was seen may be lost, which must not hide the refusal
      refusal.addSuppressed(e);
    }
    return refusal;
  }

  /** What is refused here has no sequence and was not written. */
  @GuardedBy("lane")
  private long append(ByteBuffer payload, Durability durability) {
    long applied = applier.sequence();
    long builtOn = applied <= publication.durable() ? 0 : applied;
    try {
      log.append(number, CommitWriter.RECORD_TYPE, payload, builtOn, durability, receipt);
    } catch (AppendBuiltOnVoidException e) {
      halt(e);
      throw new TenantHaltedException(number, 0, e);
    } catch (Error e) { // out of memory or stack: nobody knows whether it has a sequence
      condition.damaged(e);
      throw e;
    }
    return receipt.sequence();
  }

  /** Returns the commit that must be durable before this one is shown, or 0. */
  @GuardedBy("lane")
  private long apply(ByteBuffer payload, Change change, Durability durability) {
    long sequence = receipt.sequence();
    try {
      lastAppended = sequence;
      applier.apply(payload, sequence);
      memory.times().add(sequence, receipt.timestampMicros(), applier.tally());
      commitBytes.setRelease(commitBytes.getPlain() + payload.remaining());
      change.applied(sequence, receipt.timestampMicros());
      long awaited = publication.applied(sequence, durability instanceof Durability.Sync);
      past.letGoAfter(sequence, writer.changeCount());
      return awaited;
    } catch (Throwable e) { // whatever it was, the memory is not what the log says
      condition.damaged(e);
      throw new TenantHaltedException(number, sequence, e);
    }
  }

  private void publish(long sequence, long awaited) {
    if (awaited != 0) {
      try {
        log.awaitDurable(awaited);
      } catch (RuntimeException e) {
        halt(e);
        throw e;
      }
      condition.requireMemory(sequence);
      publication.durable(awaited);
    }
    if (publication.published() < sequence) {
      condition.requireRunning(sequence); // it was halted before this could be shown
    }
  }

  private void halt(Throwable cause) {
    condition.ahead(cause);
    publication.halt();
  }

  /** A thread that is collecting has the lane, and would get it again. */
  private void requireNotCollecting(String call) {
    if (lane.isHeldByCurrentThread()) {
      throw new ReentrantUseException(number, call);
    }
  }

  private void requireWritable() {
    views.requireOpen();
    condition.requireRunning(0);
  }

  /** Lets go of the past before a sequence; open views keep what they see. */
  public void retainFrom(long sequence) {
    InvalidArgumentException.requireRange("sequence", sequence, 0, publication.published());
    requireNotCollecting("retainFrom");
    lane.lock();
    try {
      views.requireOpen();
      memory.retainFrom(sequence);
      past.letGoAfter(applier.sequence(), 0);
    } finally {
      lane.unlock();
    }
  }

  /**
   * Lets go of the past kind by kind; open views keep what they see. Each call gives back a part of
   * what it can, so call it now and then.
   *
   * @param sequence before which no view is opened any more
   * @param kinds by number, before which no view begins to read them, not below {@code sequence}
   * @return false when somebody has the lane for long, or the tenant was halted; try again later
   */
  public boolean retainFrom(long sequence, Map<Integer, Long> kinds) {
    long published = publication.published();
    InvalidArgumentException.requireRange("sequence", sequence, 0, published);
    kinds.values().forEach(it -> InvalidArgumentException.requireRange("kind", it, 0, published));
    return underLane(() -> raiseHorizons(sequence, kinds)).orElse(false);
  }

  @SuppressWarnings("GuardedBy") // underLane holds it
  private boolean raiseHorizons(long sequence, Map<Integer, Long> kinds) {
    if (isHalted()) {
      return false;
    }
    memory.retainFrom(sequence);
    kinds.forEach(store::setHorizon);
    past.letGoAtALook(applier.sequence());
    return true;
  }

  /** True once it takes no commit any more, for its memory and the log differ. */
  public boolean isHalted() {
    return condition.isHalted();
  }

  /** The first sequence of which a view may be opened, as of now. */
  public long retainedFrom() {
    return views.firstRetained();
  }

  /**
   * Takes the state of the last applied commit, to be written as a snapshot beside commits that go
   * on. What is open counts as an open view.
   *
   * @return empty when somebody has the lane for long; try again later
   * @throws TenantHaltedException when the memory may hold what the log does not
   */
  Optional<SnapshotState> captureState() {
    return underLane(
        () -> {
          requireWritableOrStopped();
          return new SnapshotState(
              number,
              applier.sequence(),
              memory.retainedFrom(),
              store.ownHorizons(),
              memory.catalogs().all(),
              memory.keys(),
              applier.loggedNameCount(),
              memory.times(),
              memory.times().end(),
              store,
              store.nodeEnd(),
              store.edgeEnd(),
              views.pinForSnapshot(memory.retainedFrom(), () -> lastAppended));
        });
  }

  /** Tells snapshots that the log need not be held for them when there were no commits since. */
  void tellIdle(TenantSnapshots snapshots) {
    Optional<Boolean> _ =
        underLane(() -> !isHalted() && snapshots.idleUpTo(applier.sequence(), log.lastSequence()));
  }

  /** Background work waits for a commit, not for someone who thinks while he has the lane. */
  private <T> Optional<T> underLane(Supplier<T> work) {
    try {
      // The first one also succeeds for a thread that was interrupted.
      if (!lane.tryLock() && !lane.tryLock(LANE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      lane.unlock();
    }
  }

  private void requireWritableOrStopped() {
    views.requireOpen();
    condition.requireNotHalted();
  }

  /** Sequence of the last commit that was given one. */
  long lastAppended() {
    return lastAppended;
  }

  /** Bytes of commits since the tenant was opened, with those that were replayed then. */
  long commitBytes() {
    return commitBytes.getAcquire();
  }

  /** Opens a view of the newest published commit. */
  public TenantView open() {
    condition.requireMemory(0);
    return views.open();
  }

  /**
   * Opens a view that sees every commit that is applied by now, once all of them are shown.
   *
   * @param underLane done while no commit is collected, so that each commit is either seen by the
   *     view, or collected after this was done
   */
  public TenantView openNewest(Runnable underLane) {
    requireNotCollecting("openNewest");
    long sequence;
    long awaited;
    lane.lock();
    try {
      requireWritable();
      underLane.run();
      sequence = applier.sequence();
      awaited = publication.awaited();
    } finally {
      lane.unlock();
    }
    publish(sequence, awaited);
    return open();
  }

  /**
   * Looks at the graph while no commit is made, and gives no view's protection to what it finds.
   */
  public void look(Runnable underLane) {
    lane.lock();
    try {
      requireWritable();
      underLane.run();
    } finally {
      lane.unlock();
    }
  }

  /**
   * Opens a view of the past.
   *
   * @param sequence from the retained past up to the newest published commit
   */
  public TenantView openAt(long sequence) {
    condition.requireMemory(0);
    return views.openAt(sequence);
  }

  /** The tenant's property names. */
  public KeyDictionary keys() {
    return memory.keys();
  }

  /** When the tenant's retained commits were made; lookups under an open view. */
  public CommitTimes times() {
    return memory.times();
  }

  /** The tenant's kinds as last published, empty before the first. */
  public byte[] catalog() {
    return memory.catalogs().published(publication);
  }

  /** The tenant's kinds as last applied, for changes that look at them under the lane. */
  public byte[] appliedCatalog() {
    return memory.catalogs().newest();
  }

  /** The graph, for changes that look at it under the lane. */
  public GraphStore store() {
    views.requireOpen();
    return store;
  }

  /** Sequence of the last applied commit, for changes that look at the graph under the lane. */
  public long appliedSequence() {
    return applier.sequence();
  }

  /** Sequence up to which a view opened now would see. */
  public long publishedSequence() {
    return publication.published();
  }

  /** Whether all commits up to a sequence are known to be durable; some may be that are not. */
  public boolean isKnownDurable(long sequence) {
    return sequence <= publication.durable();
  }

  /** How its memory is used. Numbers that change meanwhile need not fit together. */
  public MemoryUse memoryUse() {
    return MemoryUse.of(memory);
  }

  /**
   * Sequence of the last applied commit, asked for while none is under way; empty when somebody has
   * the lane for long, that commit is not known to be durable, or the log may have one more.
   */
  public OptionalLong findDurableLastCommit() {
    long last =
        underLane(() -> isHalted() ? Long.MAX_VALUE : applier.sequence()).orElse(Long.MAX_VALUE);
    return last <= publication.durable() ? OptionalLong.of(last) : OptionalLong.empty();
  }

  /** Bytes of off-heap memory. */
  public long memoryBytes() {
    return space.totalBytes();
  }

  /**
   * Takes no commit any more: when this returns, none is under way that has no sequence yet. Views
   * go on. A halted tenant can then be opened a second time, beside this one.
   */
  public void stop() {
    requireNotCollecting("stop");
    lane.lock();
    try {
      condition.stop();
    } finally {
      lane.unlock();
    }
  }

  /**
   * Gives the memory back, after a commit that is under way; the log stays open. Whoever still
   * waits for his commit to be durable is told. Memory in files is left for the next time, if all
   * is well. Idempotent.
   *
   * @throws TenantInUseException when views are open; the tenant stays as it was
   */
  @Override
  public void close() {
    close(true);
  }

  /**
   * As {@link #close()} for a tenant that is never opened again: nothing is left for the next time.
   */
  public void discard() {
    close(false);
  }

  private void close(boolean keeps) {
    requireNotCollecting("close");
    lane.lock();
    try {
      if (views.close()) {
        leaveMemory(keeps);
      }
    } finally {
      lane.unlock();
    }
  }

  @GuardedBy("lane")
  private void leaveMemory(boolean keeps) {
    try {
      TenantMaps.Seal left = seal;
      if (keeps && left != null && isAllDurable()) {
        TenantSealing.seal(memory, left);
      }
    } finally {
      space.close();
    }
  }

  /** Waits until the log has for good what the memory holds; false when it never will. */
  public boolean isAllDurable() {
    try {
      condition.requireNotHalted();
      long _ = log.settle();
      if (applier.sequence() > 0) {
        log.awaitDurable(applier.sequence());
      }
      return true;
    } catch (ThermographException _) {
      return false; // the next opening makes the memory from what the log has
    }
  }
}
