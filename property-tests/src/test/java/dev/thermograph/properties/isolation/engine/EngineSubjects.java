package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.properties.isolation.subject.IsolationSubject;
import dev.thermograph.properties.isolation.subject.Operations;
import dev.thermograph.properties.isolation.subject.Session;
import dev.thermograph.properties.isolation.subject.StepSession;
import dev.thermograph.properties.isolation.subject.StepSubject;
import dev.thermograph.wal.LogOptions;
import java.nio.file.Path;
import java.util.function.Function;

/** One engine; each subject is a new tenant of it. Single-threaded. */
public final class EngineSubjects implements AutoCloseable {
  private static final int SEGMENT_BYTES = 4 << 20;

  private final Thermograph engine;
  private final boolean isOnDisk;
  private int tenantCount;

  private EngineSubjects(Thermograph engine, boolean isOnDisk) {
    this.engine = engine;
    this.isOnDisk = isOnDisk;
  }

  /** Nothing has to wait for a disk. */
  public static EngineSubjects inMemory() {
    return new EngineSubjects(Thermograph.inMemory(), false);
  }

  /** Commits are applied before they are durable, and some never wait for it. */
  public static EngineSubjects onDisk(Path directory) {
    LogOptions log =
        LogOptions.defaults().withSegmentBytes(SEGMENT_BYTES).withPreparedSegmentCountMax(1);
    return new EngineSubjects(
        Thermograph.open(directory, EngineOptions.defaults().withLog(log)), true);
  }

  private Tenant newTenant() {
    return engine.tenant("history-" + ++tenantCount, ItemKinds.SCHEMA);
  }

  private Durabilities durabilities(int worker) {
    return new Durabilities(isOnDisk, worker);
  }

  private Session writes(Tenant tenant, int worker) {
    return new WriteSession(tenant, durabilities(worker));
  }

  private StepSession interactive(
      Tenant tenant, int worker, Function<Transaction, Operations> items) {
    return new InteractiveSession(tenant, durabilities(worker), items);
  }

  /** Every transaction is a {@code write}. */
  public IsolationSubject ofWrites() {
    Tenant tenant = newTenant();
    return new EngineSubject(engine, tenant, worker -> writes(tenant, worker));
  }

  /** Every transaction is begun. */
  public StepSubject ofTransactions() {
    return ofTransactions(newTenant(), TransactionItems::new);
  }

  private StepSubject ofTransactions(Tenant tenant, Function<Transaction, Operations> items) {
    return new InteractiveSubject(engine, tenant, worker -> interactive(tenant, worker, items));
  }

  /** Both sorts, and views. */
  public IsolationSubject ofAll() {
    Tenant tenant = newTenant();
    return new EngineSubject(
        engine,
        tenant,
        worker ->
            new MixedSession(
                tenant,
                writes(tenant, worker),
                interactive(tenant, worker, TransactionItems::new),
                worker));
  }

  /** The planted fault: transactions read what is there now, and nobody notes it. */
  public StepSubject ofTransactionsThatReadBesideThemselves() {
    Tenant tenant = newTenant();
    return ofTransactions(
        tenant, transaction -> new TransactionItems(transaction, new ReadsBeside(tenant)));
  }

  @Override
  public void close() {
    engine.close();
  }
}
