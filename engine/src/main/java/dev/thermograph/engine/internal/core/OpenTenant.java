package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.ElementVersion;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.internal.commit.NodeListener;
import dev.thermograph.engine.internal.feed.TenantIndexes;
import dev.thermograph.engine.internal.graph.ElementHistory;
import dev.thermograph.engine.internal.read.ElementIds;
import dev.thermograph.engine.internal.read.PinnedView;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.residence.Resident;
import dev.thermograph.engine.internal.search.IndexSearches;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.engine.internal.transaction.TransactionManager;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaChange;
import dev.thermograph.error.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * One tenant whose memory is open: its graph, its transactions, and what happens when it is closed.
 * <b>Thread-safe.</b>
 */
final class OpenTenant implements Resident {
  private final int number;
  private final HotTenant hot;
  private final TransactionManager transactions;
  private final TenantIndexes indexes;
  private final IndexSearches searches;
  private final Upkeep upkeep;
  private final ElementIds ids;
  private final TenantPast past;
  private volatile boolean isDiscarded;

  /** What of a tenant lies beyond its memory. */
  interface Upkeep {
    /** See {@link Resident#prepareToLeave}. */
    void prepareToLeave();

    /** Closes it; with what it takes to open it quickly next time, unless it is discarded. */
    void leave(boolean discards);

    /** Where it stands in the log; empty when it has none. */
    Optional<Standing> standing();
  }

  OpenTenant(
      int number,
      HotTenant hot,
      TransactionManager transactions,
      TenantIndexes indexes,
      Upkeep upkeep) {
    this.number = number;
    this.hot = hot;
    this.transactions = transactions;
    this.indexes = indexes;
    this.searches = new IndexSearches(indexes, hot.store());
    this.upkeep = upkeep;
    this.ids = new ElementIds(number);
    this.past = new TenantPast(hot, transactions.schema().catalog().kindCount());
  }

  HotTenant hot() {
    return hot;
  }

  TransactionManager transactions() {
    return transactions;
  }

  /** Gives it a schema, and its new kinds their indexes. */
  SchemaChange applySchema(Schema schema) {
    SchemaChange change = transactions.applySchema(schema, CommitOptions.DEFAULT);
    indexes.begin(transactions.schema());
    return change;
  }

  /** What finds its nodes. */
  TenantIndexes indexes() {
    return indexes;
  }

  /** A view of what is published now. */
  ReadView read(Runnable whenClosed) {
    return view(hot.open(), whenClosed);
  }

  /** A view of the past. */
  ReadView readAt(long sequence, Runnable whenClosed) {
    return view(hot.openAt(sequence), whenClosed);
  }

  /** A view of what was so at an instant. */
  ReadView readAt(Instant instant, Runnable whenClosed) {
    try (TenantView now = hot.open()) { // keeps the times while they are looked up
      long sequence = Math.min(now.sequence(), sequenceAt(instant));
      return view(hot.openAt(sequence), whenClosed);
    }
  }

  private long sequenceAt(Instant instant) {
    long sequence = hot.times().newestAt(Micros.of(instant));
    long retained = hot.retainedFrom();
    if (sequence < retained) {
      throw new PastNotRetainedException(
          Messages.format(
              "the past is not retained that far back: tenant=%d instant=%s firstRetained=%s",
              number, instant, past.committedAt(retained)));
    }
    return sequence;
  }

  /** Which commits wrote a node, oldest first. */
  List<ElementVersion> history(NodeId id) {
    int node = ids.requireNode(id);
    return history(
        (history, horizons, newest) -> hot.store().nodeHistory(node, horizons, newest, history));
  }

  /** Which commits wrote an edge, oldest first. */
  List<ElementVersion> history(EdgeId id) {
    int edge = ids.requireEdge(id);
    return history(
        (history, horizons, newest) -> hot.store().edgeHistory(edge, horizons, newest, history));
  }

  private interface Walk {
    boolean run(ElementHistory history, IntToLongFunction horizons, long newest);
  }

  /** Versions are kept by a view of the oldest instant; those of some kinds begin later. */
  private List<ElementVersion> history(Walk walk) {
    ElementHistory history = new ElementHistory();
    try (TenantView newest = hot.open();
        TenantView oldest = openOldest()) {
      long from = Math.min(oldest.sequence(), newest.sequence());
      boolean isKnown =
          walk.run(history, kind -> Math.max(from, hot.store().horizon(kind)), newest.sequence());
      int count = isKnown ? history.count() : 0;
      return IntStream.range(0, count)
          .mapToObj(
              version ->
                  new ElementVersion(
                      history.sequence(version),
                      history.blockBytes(version) == ElementHistory.DELETED))
          .toList();
    }
  }

  private TenantView openOldest() {
    while (true) {
      try {
        return hot.openAt(hot.retainedFrom());
      } catch (PastNotRetainedException _) {
        Thread.onSpinWait(); // retention went on in between, which it does now and then only
      }
    }
  }

  private ReadView view(TenantView view, Runnable whenClosed) {
    try {
      return new PinnedView(view, transactions.schema(), ids, past, searches, whenClosed);
    } catch (RuntimeException | Error e) {
      view.close();
      throw e;
    }
  }

  /** Whether what it shows is still so. */
  void verify() {
    hot.care().haltIfTakenBack();
  }

  /** Lets go of the past that retention does not keep, a part each time. */
  void retain(TenantOptions options, Instant now) {
    RetentionPlan plan = RetentionPlan.of(options, transactions.schema(), hot, now);
    past.willDropBefore(plan.highest()); // before it is, so that no view overlooks it
    boolean _ = hot.care().retainFrom(plan.floor(), plan.kinds());
  }

  /** Where it stands in the log; empty when it has none. */
  Optional<Standing> standing() {
    return upkeep.standing();
  }

  @Override
  public boolean isWorn() {
    return hot.isHalted();
  }

  @Override
  public long memoryBytes() {
    return hot.memoryBytes();
  }

  /** Nothing of it will be needed again. */
  void discard() {
    isDiscarded = true;
  }

  @Override
  public void prepareToLeave() {
    upkeep.prepareToLeave();
  }

  @Override
  public void close() {
    indexes.stop(); // fillings read the memory
    try {
      upkeep.leave(isDiscarded);
    } finally {
      hot.listen(NodeListener.NONE);
      indexes.close(hot.loggedSequence());
    }
  }
}
