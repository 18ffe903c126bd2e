package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.ElementVersion;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.internal.quota.Allowance;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.residence.Slot;
import dev.thermograph.engine.internal.transaction.Committed;
import dev.thermograph.engine.internal.transaction.InsideWrite;
import dev.thermograph.engine.internal.transaction.Work;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.options.RetryPolicy;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One tenant, whether its memory is open or not: each call opens it if need be, and keeps it open
 * for as long as it takes.
 *
 * <p><b>Thread-safe.</b>
 */
public final class TenantAccess {
  private final EngineCore engine;
  private final int number;
  private final String name;
  private final Slot<OpenTenant> slot;
  private final EngineMetrics metrics;
  private final Runnable leave;
  private final ReentrantLock schemaLock = new ReentrantLock();

  /** Life changes of this tenant are made one after the other. */
  private final ReentrantLock lifeLock = new ReentrantLock();

  private volatile TenantOptions options;
  private volatile Allowance allowance;

  /** The kinds that callers hold, which the memory has to be told of when it is opened again. */
  private volatile @Nullable Schema given;

  TenantAccess(EngineCore engine, RegisteredTenant tenant, Slot<OpenTenant> slot) {
    this.engine = engine;
    this.number = tenant.number();
    this.name = tenant.name();
    this.slot = slot;
    this.metrics = engine.options().metrics();
    this.leave = () -> engine.residence().leave(slot);
    this.options = tenant.options();
    this.allowance = engine.allowance(name, tenant.options());
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its number, which its ids carry. */
  public int number() {
    return number;
  }

  Slot<OpenTenant> slot() {
    return slot;
  }

  ReentrantLock lifeLock() {
    return lifeLock;
  }

  Allowance allowance() {
    return allowance;
  }

  /** The kinds that callers hold. */
  Optional<Schema> findGiven() {
    return Optional.ofNullable(given);
  }

  /** How it behaves. */
  public TenantOptions options() {
    return options;
  }

  void optionsChanged(TenantOptions changed) {
    options = changed;
    allowance = engine.allowance(name, changed);
  }

  private OpenTenant use() {
    engine.requireOpen();
    return engine.residence().use(slot);
  }

  /** Opens its memory if it is not open. */
  void touch() {
    OpenTenant _ = use();
    leave.run();
  }

  /**
   * Runs work under its lane and commits what it changed.
   *
   * @throws X what the work threw, as it is
   */
  public <R extends @Nullable Object, X extends Exception> Committed<R> write(
      CommitOptions commitOptions, Work<R, X> work) throws X {
    allowance.takeRequest();
    OpenTenant open = use();
    try {
      return open.transactions().write(commitOptions, work);
    } finally {
      leave.run();
    }
  }

  /** Begins an interactive transaction, which keeps the memory open. */
  public Transaction begin(CommitOptions commitOptions) {
    allowance.takeRequest();
    OpenTenant open = use();
    boolean begun = false;
    try {
      Transaction transaction = open.transactions().begin(commitOptions, leave);
      begun = true;
      return transaction;
    } finally {
      if (!begun) {
        leave.run();
      }
    }
  }

  /** Opens a view. */
  private ReadView view(Opening opening) {
    allowance.takeRequest();
    OpenTenant open = use();
    boolean opened = false;
    try {
      ReadView view = opening.open(open);
      metrics.count(EngineCounter.VIEWS, 1);
      opened = true;
      return view;
    } finally {
      if (!opened) {
        leave.run();
      }
    }
  }

  private interface Opening {
    ReadView open(OpenTenant tenant);
  }

  /** A view of what is published now. */
  public ReadView read() {
    return view(open -> open.read(leave));
  }

  /** A view of what was so after a commit. */
  public ReadView readAt(long sequence) {
    return view(open -> open.readAt(sequence, leave));
  }

  /** A view of what was so at an instant. */
  public ReadView readAt(Instant instant) {
    return view(open -> open.readAt(instant, leave));
  }

  /** Which commits wrote a node, oldest first. */
  public List<ElementVersion> history(NodeId id) {
    return reading(open -> open.history(id));
  }

  /** Which commits wrote an edge, oldest first. */
  public List<ElementVersion> history(EdgeId id) {
    return reading(open -> open.history(id));
  }

  private <R> R reading(Function<OpenTenant, R> reading) {
    allowance.takeRequest();
    OpenTenant open = use();
    try {
      return reading.apply(open);
    } finally {
      leave.run();
    }
  }

  /** Sequence of the newest published commit; 0 before the first. */
  public long sequence() {
    OpenTenant open = use();
    try {
      return open.hot().publishedSequence();
    } finally {
      leave.run();
    }
  }

  /** The kinds that can be used now. */
  public Schema schema() {
    OpenTenant open = use();
    try {
      return open.transactions().schema().schema();
    } finally {
      leave.run();
    }
  }

  /** What another schema would change. */
  public SchemaChange previewSchema(Schema schema) {
    OpenTenant open = use();
    try {
      return open.transactions().previewSchema(schema);
    } finally {
      leave.run();
    }
  }

  /** Gives it another schema, which may only add. */
  public SchemaChange evolve(Schema schema) {
    InsideWrite.refuse("evolve", number); // who has the lock may be waiting for the lane
    schemaLock.lock();
    try {
      OpenTenant open = use();
      try {
        SchemaChange change = open.applySchema(schema);
        given = open.transactions().schema().schema();
        return change;
      } finally {
        leave.run();
      }
    } finally {
      schemaLock.unlock();
    }
  }

  /** Gives it more kinds. */
  public SchemaChange addKinds(Kind<?>... kinds) {
    InsideWrite.refuse("addKinds", number);
    schemaLock.lock();
    try {
      return evolve(merged(schema(), kinds));
    } finally {
      schemaLock.unlock();
    }
  }

  private static Schema merged(Schema before, Kind<?>... kinds) {
    Map<String, Kind<?>> merged = new LinkedHashMap<>();
    before.kinds().forEach(kind -> merged.put(kind.name(), kind));
    for (Kind<?> kind : kinds) {
      merged.put(kind.name(), kind);
    }
    return Schema.of(merged.values().toArray(Kind<?>[]::new));
  }

  /** How often a transaction is tried. */
  public RetryPolicy retries() {
    return engine.options().retries();
  }

  /** Begins to try a transaction. */
  public Retries begin(RetryPolicy policy) {
    return new Retries(policy, engine.random());
  }

  /** Changes how it behaves, for good. */
  public void configure(TenantOptions changed) {
    engine.configure(this, changed);
  }
}
