package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.error.ReentrantUseException;
import dev.thermograph.engine.error.TenantClosedException;
import dev.thermograph.engine.error.TenantHaltedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.commit.NodeListener;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogPoisonedException;
import org.jspecify.annotations.Nullable;

/**
 * One tenant whose graph is in memory: a {@link CommitLane} for writing, its {@link TenantView}s
 * for reading, and a {@link TenantCare} for the background. {@link HotTenants} opens it.
 *
 * <p>Commits queue behind one sync together, and no view sees what a crash could take back, unless
 * that asked for less.
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
  private final TenantParts parts;
  private final TenantMemory memory;
  private final OpenViews views;
  private final Publication publication;
  private final CommitLane lane;
  private final TenantCare care;
  private final TenantMaps.@Nullable Seal seal;
  private final OpeningReport report;

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

  /** See {@link HotTenants}. */
  HotTenant(int number, CommitLog log, TenantOpening.Opened opened, int commitBytesMax) {
    this.parts = TenantParts.of(number, log, opened);
    this.memory = parts.memory();
    this.views = parts.views();
    this.publication = parts.publication();
    this.seal = opened.seal();
    this.report = opened.report();
    DroppedPast past = new DroppedPast(memory, views, log);
    this.lane = new CommitLane(parts, past, commitBytesMax, report.replayedBytes());
    this.care = new TenantCare(parts, lane, past);
  }

  /** The number that its records in the log have. */
  public int number() {
    return parts.number();
  }

  /** How its memory came back when it was opened. */
  public OpeningReport report() {
    return report;
  }

  /** What the background asks of it. */
  public TenantCare care() {
    return care;
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
    return lane.commit(change, durability);
  }

  /** Tells somebody of all commits from the next one on. */
  public void listen(NodeListener listener) {
    lane.run("listen", () -> memory.applier().listen(listener));
  }

  /** What the log has up to here it has for good, unless it took it back. */
  public long loggedSequence() {
    return parts.log().durableSequence();
  }

  /** True once it takes no commit any more, for its memory and the log differ. */
  public boolean isHalted() {
    return parts.condition().isHalted();
  }

  /** The first sequence of which a view may be opened, as of now. */
  public long retainedFrom() {
    return views.firstRetained();
  }

  /** Opens a view of the newest published commit. */
  public TenantView open() {
    parts.condition().requireMemory(0);
    return views.open();
  }

  /**
   * Opens a view that sees every commit that is applied by now, once all of them are shown.
   *
   * @param underLane done while no commit is collected, so that each commit is either seen by the
   *     view, or collected after this was done
   */
  public TenantView openNewest(Runnable underLane) {
    lane.runAndPublish("openNewest", underLane);
    return open();
  }

  /**
   * Looks at the graph while no commit is made, and gives no view's protection to what it finds.
   */
  public void look(Runnable underLane) {
    lane.look(underLane);
  }

  /**
   * Opens a view of the past.
   *
   * @param sequence from the retained past up to the newest published commit
   */
  public TenantView openAt(long sequence) {
    parts.condition().requireMemory(0);
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
    return memory.store();
  }

  /** Sequence of the last applied commit, for changes that look at the graph under the lane. */
  public long appliedSequence() {
    return memory.applier().sequence();
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

  /** Bytes of off-heap memory. */
  public long memoryBytes() {
    return memory.space().totalBytes();
  }

  /**
   * Takes no commit any more: when this returns, none is under way that has no sequence yet. Views
   * go on. A halted tenant can then be opened a second time, beside this one.
   */
  public void stop() {
    lane.run("stop", parts.condition()::stop);
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
    close(seal);
  }

  /**
   * As {@link #close()} for a tenant that is never opened again: nothing is left for the next time.
   */
  public void discard() {
    close(null);
  }

  private void close(TenantMaps.@Nullable Seal left) {
    lane.run(
        "close",
        () -> {
          if (views.close()) {
            leaveMemory(left);
          }
        });
  }

  /** Under the lane. */
  private void leaveMemory(TenantMaps.@Nullable Seal left) {
    try {
      if (left != null && care.isAllDurable()) {
        TenantSealing.seal(memory, left);
      }
    } finally {
      memory.close();
    }
  }
}
