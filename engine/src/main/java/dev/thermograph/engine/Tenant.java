package dev.thermograph.engine;

import dev.thermograph.engine.graph.CommitInfo;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitRange;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.ElementVersion;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.engine.internal.core.Retries;
import dev.thermograph.engine.internal.core.TenantAccess;
import dev.thermograph.engine.internal.transaction.Committed;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.RetryPolicy;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's graph: the only way to its data, and to no other's.
 *
 * <p>A handle costs nothing to keep and lives as long as its engine. The tenant's memory is opened
 * by the first use, and may be closed when nobody uses it; the handle does not notice. Each call
 * may have to wait for that.
 *
 * <p>Common refusals: {@link dev.thermograph.engine.error.TenantSuspendedException}, {@link
 * dev.thermograph.engine.error.TenantDroppedException}, {@link
 * dev.thermograph.engine.error.EngineClosedException}, {@link
 * dev.thermograph.engine.error.QuotaException} and, when its memory cannot be opened, {@link
 * dev.thermograph.engine.error.TenantNotOpenedException}.
 *
 * <p><b>Thread-safe.</b>
 */
public final class Tenant {
  private final TenantAccess access;

  Tenant(TenantAccess access) {
    this.access = access;
  }

  /** Its name. */
  public String name() {
    return access.name();
  }

  /** Its number, which its nodes' and edges' ids carry and no other tenant ever gets. */
  public int number() {
    return access.number();
  }

  /**
   * Makes changes and commits them, or none of them when the work throws. Nothing comes between
   * what the work reads and its commit: other writers of this tenant wait. So keep it short, and do
   * not wait for other threads in it.
   *
   * @return the receipt, when views see the commit and it is as durable as the engine's default
   *     asks
   * @throws X what the work threw, as it is
   */
  public <X extends Exception> CommitReceipt write(WriteWork<X> work) throws X {
    return write(CommitOptions.DEFAULT, work);
  }

  /** As {@link #write(WriteWork)}, committed in another way. */
  public <X extends Exception> CommitReceipt write(CommitOptions options, WriteWork<X> work)
      throws X {
    Committed<Boolean> committed =
        access.write(
            options,
            transaction -> {
              work.run(transaction);
              return true;
            });
    return committed.receipt();
  }

  /** As {@link #write(WriteWork)} for work that returns something. */
  public <R extends @Nullable Object, X extends Exception> Computed<R> compute(
      WriteFunction<R, X> work) throws X {
    return compute(CommitOptions.DEFAULT, work);
  }

  /** As {@link #compute(WriteFunction)}, committed in another way. */
  public <R extends @Nullable Object, X extends Exception> Computed<R> compute(
      CommitOptions options, WriteFunction<R, X> work) throws X {
    Committed<R> committed = access.write(options, work::run);
    return new Computed<>(committed.value(), committed.receipt());
  }

  /**
   * Begins an interactive transaction, which may take its time: it holds nobody up. Close it; until
   * then the tenant's memory stays open.
   */
  public Transaction begin() {
    return begin(CommitOptions.DEFAULT);
  }

  /** As {@link #begin()}, committed in another way. */
  public Transaction begin(CommitOptions options) {
    return access.begin(options);
  }

  /**
   * Runs work in an interactive transaction and commits it, and does so again when another commit
   * came first, as often as {@link dev.thermograph.engine.options.EngineOptions#retries} says. The
   * work must do nothing that may not be done twice.
   *
   * @throws TransactionConflictException when every attempt met another commit, or the thread was
   *     interrupted between two of them; nothing was written
   * @throws X what the work threw, as it is
   */
  public <R extends @Nullable Object, X extends Exception> Computed<R> transact(
      WriteFunction<R, X> work) throws X {
    return transact(CommitOptions.DEFAULT, access.retries(), work);
  }

  /** As {@link #transact(WriteFunction)}, committed and tried in another way. */
  public <R extends @Nullable Object, X extends Exception> Computed<R> transact(
      CommitOptions options, RetryPolicy policy, WriteFunction<R, X> work) throws X {
    Retries retries = access.begin(policy);
    while (true) {
      try (Transaction transaction = begin(options)) {
        R value = work.run(transaction);
        return new Computed<>(value, transaction.commit());
      } catch (TransactionConflictException e) {
        retries.awaitNext(e);
      }
    }
  }

  /** Opens a view of what is published now; close it. */
  public ReadView read() {
    return access.read();
  }

  /**
   * Reads what is published now.
   *
   * @throws X what the function threw, as it is
   */
  public <R extends @Nullable Object, X extends Exception> R read(ReadFunction<R, X> function)
      throws X {
    try (ReadView view = read()) {
      return function.run(view);
    }
  }

  /**
   * Opens a view of what was so after a commit; close it.
   *
   * @param sequence 0 for the empty beginning, up to {@link #sequence}
   * @throws dev.thermograph.engine.graph.PastNotRetainedException when retention has let go of it;
   *     of a kind that is kept for less long, when that is read
   */
  public ReadView readAt(long sequence) {
    return access.readAt(sequence);
  }

  /**
   * Opens a view of what was so at an instant: of the newest commit made then or before; close it.
   *
   * @throws dev.thermograph.engine.graph.PastNotRetainedException as {@link #readAt(long)}
   */
  public ReadView readAt(Instant instant) {
    return access.readAt(instant);
  }

  /**
   * Commits, as {@link ReadView#commits} of now tells them: who made each, when, why, and how much
   * it changed.
   */
  public List<CommitInfo> commits(CommitRange range) {
    return read(view -> view.commits(range));
  }

  /** The commit of a sequence, as {@link ReadView#findCommit} of now tells it. */
  public Optional<CommitInfo> findCommit(long sequence) {
    return read(view -> view.findCommit(sequence));
  }

  /**
   * Which commits wrote a node, oldest first, as far back as the past of its kind is retained: the
   * first is what was so then. Empty for a node of which nothing is retained. O(versions).
   */
  public List<ElementVersion> history(NodeId id) {
    return access.history(id);
  }

  /** As {@link #history(NodeId)} for an edge. */
  public List<ElementVersion> history(EdgeId id) {
    return access.history(id);
  }

  /** Sequence of the newest commit that views see; 0 before the first. */
  public long sequence() {
    return access.sequence();
  }

  /**
   * The kinds that can be used: those that were given since the engine was opened, and the tenant's
   * open kinds.
   */
  public Schema schema() {
    return access.schema();
  }

  /** What giving it this schema would change; nothing is changed or refused. */
  public SchemaChange previewSchema(Schema schema) {
    return access.previewSchema(schema);
  }

  /**
   * Gives it this schema: what only adds is committed, and its kinds can be used from now on.
   *
   * @return what differed
   * @throws dev.thermograph.engine.schema.SchemaRefusedException when it breaks what is stored; it
   *     lists every difference
   */
  public SchemaChange evolve(Schema schema) {
    return access.evolve(schema);
  }

  /** Gives it more kinds; those that it has already stay. */
  public SchemaChange addKinds(Kind<?>... kinds) {
    return access.addKinds(kinds);
  }

  /** How it behaves. */
  public TenantOptions options() {
    return access.options();
  }

  /** Changes how it behaves, for good. Buckets of its limits are full then. */
  public void configure(TenantOptions options) {
    access.configure(options);
  }

  /** How much of the past of a kind is kept. */
  public Retention retention(Kind<?> kind) {
    return access.options().retention(kind.name());
  }

  /** As {@code tenant:3/acme}. */
  @Override
  public String toString() {
    return "tenant:" + number() + "/" + name();
  }
}
