package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.event.CommitEvent;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.read.ElementIds;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.StoreSource;
import dev.thermograph.engine.internal.schema.SchemaCatalog;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaChange;
import dev.thermograph.engine.schema.SchemaRefusedException;
import dev.thermograph.wal.Durability;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All ways to change one tenant's graph.
 *
 * <p>{@link #write} runs its work under the tenant's lane, so nothing can come between what it
 * checks and its commit. {@link #begin} gives a transaction over a published view, which may take
 * its time; what it has read is compared with what was committed since, under the lane, before its
 * own commit (backward validation: T. Härder, Observations on optimistic concurrency control
 * schemes, 1984, doi:10.1016/0306-4379(84)90020-6).
 *
 * <p><b>Thread-safe.</b>
 */
public final class TransactionManager {
  private final HotTenant tenant;
  private final TransactionOptions options;
  private final Supplier<ReadKeys> readKeys;
  private final ElementIds ids;
  private final ElementNumbers nodeNumbers;
  private final ElementNumbers edgeNumbers;
  private final SchemaVersions schemas;

  /** Interactive transactions that are open; it only grows under the lane. */
  private final AtomicInteger openCount = new AtomicInteger();

  private final LaneState lane;

  /**
   * Transactions of a tenant that nobody writes to by another way.
   *
   * @param number the tenant's
   */
  public TransactionManager(int number, HotTenant tenant, TransactionOptions options) {
    this(number, tenant, options, ReadKeys::new);
  }

  /** As the other one, with another way to note what interactive transactions read. */
  TransactionManager(
      int number, HotTenant tenant, TransactionOptions options, Supplier<ReadKeys> readKeys) {
    this.tenant = tenant;
    this.options = options;
    this.readKeys = readKeys;
    this.ids = new ElementIds(number);
    GraphStore store = tenant.store();
    this.nodeNumbers = new ElementNumbers("nodes", store.nodeEnd(), GraphStore.NODE_COUNT_MAX);
    this.edgeNumbers = new ElementNumbers("edges", store.edgeEnd(), GraphStore.EDGE_COUNT_MAX);
    this.lane = new LaneState(options.commitBytesMax());
    this.schemas = new SchemaVersions(tenant.publishedSequence(), firstSchema(tenant));
  }

  /** The open kinds of what was replayed; typed ones need to be given. */
  private static BoundSchema firstSchema(HotTenant tenant) {
    byte[] bytes = tenant.appliedCatalog();
    SchemaCatalog catalog =
        bytes.length == 0
            ? SchemaCatalog.EMPTY
            : SchemaCatalog.decode(MemorySegment.ofArray(bytes));
    return BoundSchema.of(catalog.takeOver(Schema.of()), catalog, tenant.keys());
  }

  /**
   * Runs work under the tenant's lane and commits what it changed, or nothing when it throws. It
   * sees all commits before it; none can come between. When it changed nothing, nothing is written.
   * What it saw is shown when this returns, and when it throws what the work threw; an {@link
   * Error} comes at once.
   *
   * @return what the work returned, and the receipt, once views see the commit
   * @throws X what the work threw, as it is
   */
  public <R extends @Nullable Object, X extends Exception> Committed<R> write(
      CommitOptions commitOptions, Work<R, X> work) throws X {
    InsideWrite.refuse("write", ids.tenant());
    WorkChange<R, X> change = new WorkChange<>(this, commitOptions, work);
    long sequence = commitWork(change);
    return new Committed<>(change.value(), receipt(change, sequence, change.counts()));
  }

  private CommitReceipt receipt(LaneChange change, long sequence, ChangeCounts counts) {
    return change.receipt(sequence, tenant.isKnownDurable(sequence), counts, options);
  }

  @SuppressWarnings("unchecked") // the work throws no other checked exception
  private <X extends Exception> long commitWork(WorkChange<?, X> change) throws X {
    try {
      return commit(change);
    } catch (WorkChange.WorkFailedException e) {
      throw (X) e.getCause();
    }
  }

  private long commit(LaneChange change) {
    flushNames();
    CommitEvent event = new CommitEvent();
    long begin = System.nanoTime();
    long sequence = tenant.commit(change, change.durability(options));
    if (change.isApplied()) {
      event.tenant = tenantNumber();
      event.sequence = sequence;
      event.changes = change.counts().total();
      event.commit();
      options.guard().shown(change.counts(), System.nanoTime() - begin);
    }
    return sequence;
  }

  /** Many names of transactions that came to nothing must not crowd out a commit's own changes. */
  private void flushNames() {
    KeyDictionary keys = tenant.keys();
    while (NamesChange.isNeeded(keys, options.commitBytesMax())) {
      long _ = tenant.commit(new NamesChange(keys, options.commitBytesMax()), Durability.none());
    }
  }

  /**
   * Begins an interactive transaction over a view that sees all commits before this call.
   *
   * @return to be committed or closed
   */
  public Transaction begin(CommitOptions commitOptions) {
    return begin(commitOptions, () -> {});
  }

  /**
   * As the other one.
   *
   * @param whenClosed done once, when the transaction has let go of everything; not when this
   *     throws
   */
  public Transaction begin(CommitOptions commitOptions, Runnable whenClosed) {
    InsideWrite.refuse("begin", ids.tenant());
    Registration registration = new Registration();
    TenantView view = null;
    try {
      view = tenant.openNewest(registration);
      OptimisticBase base = new OptimisticBase(view, readKeys.get(), () -> ended(whenClosed));
      Workspace workspace = new Workspace(options.commitBytesMax());
      return new OptimisticTransaction(
          this,
          scope(new Overlay(base.source(), workspace), registration.requireSchema()),
          base,
          commitOptions);
    } catch (RuntimeException | Error e) {
      registration.undo();
      if (view != null) {
        view.close();
      }
      throw e;
    }
  }

  private void ended(Runnable whenClosed) {
    openCount.decrementAndGet();
    whenClosed.run();
  }

  /** Under the lane: from here on commits leave their keys for the transaction that begins. */
  private final class Registration implements Runnable {
    private @Nullable BoundSchema schema;

    @Override
    public void run() {
      openCount.incrementAndGet();
      schema = schemas.applied();
    }

    BoundSchema requireSchema() {
      return Objects.requireNonNull(schema);
    }

    void undo() {
      if (schema != null) {
        openCount.decrementAndGet();
      }
    }
  }

  CommitReceipt commit(OptimisticTransaction transaction) {
    InsideWrite.refuse("commit", ids.tenant());
    ChangeCounts counts = transaction.counts();
    OptimisticChange change = new OptimisticChange(this, transaction);
    // One that changes nothing holds where it began.
    try {
      long sequence = counts.total() == 0 ? transaction.base().sequence() : commit(change);
      return receipt(change, sequence, counts);
    } catch (TransactionConflictException e) {
      options.guard().conflicted();
      throw e;
    }
  }

  /**
   * Gives the tenant a schema. What only adds is committed; open kinds that the schema lacks stay.
   *
   * @return what differed
   * @throws SchemaRefusedException when it breaks what the tenant has
   */
  public SchemaChange applySchema(Schema schema, CommitOptions commitOptions) {
    InsideWrite.refuse("applySchema", ids.tenant());
    SchemaApplication application = new SchemaApplication(this, commitOptions, schema);
    long _ = commit(application);
    return application.change();
  }

  /** What giving the tenant a schema would change; nothing is refused. */
  public SchemaChange previewSchema(Schema schema) {
    return schema().catalog().preview(schema);
  }

  /**
   * The schema that views opened before this call are read by, whatever their instant: the newest
   * one that is published.
   */
  public BoundSchema schema() {
    return schemas.published(tenant.publishedSequence());
  }

  /** Interactive transactions that are open. */
  public int openCount() {
    return openCount.get();
  }

  // For commits under way.

  /**
   * Begins a commit, under the lane.
   *
   * @param isInteractive whether it is that of an open transaction
   */
  void beginLane(boolean isInteractive) {
    lane.begin(openCount.get(), isInteractive);
  }

  /** What a write works on, under the lane: all that was applied. */
  TransactionScope laneScope(Workspace workspace) {
    ElementSource base = new StoreSource(tenant.store(), tenant.appliedSequence());
    return scope(new Overlay(base, workspace), schemas.applied());
  }

  private TransactionScope scope(Overlay overlay, BoundSchema schema) {
    return new TransactionScope(
        overlay,
        schema,
        ids,
        nodeNumbers,
        edgeNumbers,
        new DeletedElements(ids.tenant(), tenant, overlay.sequence()));
  }

  LaneState lane() {
    return lane;
  }

  SchemaVersions schemas() {
    return schemas;
  }

  CommitGuard guard() {
    return options.guard();
  }

  int tenantNumber() {
    return ids.tenant();
  }

  long appliedSequence() {
    return tenant.appliedSequence();
  }

  /** When the last applied commit was made; 0 when there is none. */
  long newestCommitMicros() {
    return tenant.times().timeOf(tenant.appliedSequence());
  }

  long publishedSequence() {
    return tenant.publishedSequence();
  }
}
