package dev.thermograph.engine.internal.tenancy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitApplier;
import dev.thermograph.engine.internal.commit.CommitChainBrokenException;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.error.InvalidArgumentException;
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
import java.util.concurrent.locks.ReentrantLock;

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
  private static final int RECLAIMS_PER_COMMIT = 512;

  /** More than a change retires, so that reclaiming never falls behind. */
  private static final int RECLAIMS_PER_CHANGE = 16;

  /** How much of the dropped past goes at most with each commit, and for each of its changes. */
  private static final int DROPS_PER_COMMIT = 128;

  private static final int DROPS_PER_CHANGE = 2;

  private final int number;
  private final WriteAheadLog log;
  private final RecordAppender appender;
  private final Space space;
  private final GraphStore store;
  private final KeyDictionary keys = new KeyDictionary();
  private final CatalogVersions catalogs = new CatalogVersions();
  private final CommitApplier applier;
  private final Publication publication;
  private final OpenViews views;
  private final TenantCondition condition;
  private final ReentrantLock lane = new ReentrantLock();

  @GuardedBy("lane")
  private final AppendReceipt receipt = new AppendReceipt();

  @GuardedBy("lane")
  private final CommitWriter writer;

  @GuardedBy("lane")
  private long retainedFrom;

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

  private HotTenant(
      int number, WriteAheadLog log, RecordAppender appender, Extents extents, int commitBytesMax) {
    this.number = number;
    this.log = log;
    this.appender = appender;
    this.condition = new TenantCondition(number);
    this.space = new Space(extents);
    this.store = new GraphStore(space);
    this.applier = new CommitApplier(store, keys, 0, (bytes, since) -> catalogs.add(since, bytes));
    this.writer = new CommitWriter(commitBytesMax);
    long settled = replay();
    this.publication = new Publication(applier.sequence(), settled);
    this.views = new OpenViews(number, store, catalogs, publication);
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
    return new HotTenant(number, log, appender, extents, commitBytesMax);
  }

  private long replay() {
    try {
      return TenantReplay.run(number, log, applier, space);
    } catch (RuntimeException | Error e) {
      space.close();
      throw e;
    }
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
    lane.lock();
    try {
      requireWritable();
      writer.clear();
      change.collect(writer);
      requireWritable(); // it may have been halted meanwhile
      if (writer.changeCount() == 0) { // what it saw may still be under way
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
    publish(sequence, awaited);
    return sequence;
  }

  /** What is refused here has no sequence and was not written. */
  @GuardedBy("lane")
  private long append(ByteBuffer payload, Durability durability) {
    long applied = applier.sequence();
    long builtOn = applied <= publication.durable() ? 0 : applied;
    try {
      appender.append(number, CommitWriter.RECORD_TYPE, payload, builtOn, durability, receipt);
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
      applier.apply(payload, sequence);
      change.applied(sequence, receipt.timestampMicros());
      long awaited = publication.applied(sequence, durability instanceof Durability.Sync);
      reclaim(writer.changeCount());
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
      retainedFrom = Math.max(retainedFrom, sequence);
      reclaim(0);
    } finally {
      lane.unlock();
    }
  }

  @GuardedBy("lane")
  private void reclaim(int changes) {
    store.setHorizon(views.letGoOfContents(retainedFrom));
    store.reclaim(views.oldestContent(), DROPS_PER_COMMIT + DROPS_PER_CHANGE * changes);
    space.reclaim(views.letGoOfOpenings(), RECLAIMS_PER_COMMIT + RECLAIMS_PER_CHANGE * changes);
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
    return keys;
  }

  /** The tenant's kinds as last published, empty before the first. */
  public byte[] catalog() {
    return catalogs.published(publication);
  }

  /** The tenant's kinds as last applied, for changes that look at them under the lane. */
  public byte[] appliedCatalog() {
    return catalogs.newest();
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
   * waits for his commit to be durable is told. Idempotent.
   *
   * @throws TenantInUseException when views are open; the tenant stays as it was
   */
  @Override
  public void close() {
    requireNotCollecting("close");
    lane.lock();
    try {
      if (views.close()) {
        space.close();
      }
    } finally {
      lane.unlock();
    }
  }
}
