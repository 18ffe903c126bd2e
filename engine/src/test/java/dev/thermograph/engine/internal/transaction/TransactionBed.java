package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.GraphReader;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.read.ElementIds;
import dev.thermograph.engine.internal.read.GraphReads;
import dev.thermograph.engine.internal.read.StoreSource;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.HotTenants;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One tenant with transactions over a real log in memory, which can be opened again. */
final class TransactionBed implements AutoCloseable {
  static final int TENANT = 7;
  static final int COMMIT_BYTES_MAX = 1 << 20;

  /** What a transaction that had nothing to commit is told. */
  static final Instant NOTHING_COMMITTED_AT = Instant.ofEpochSecond(1);

  private static final LogOptions LOG_OPTIONS =
      LogOptions.defaults().withSegmentBytes(4 << 20).withPreparedSegmentCountMax(0);

  private final Schema schema;
  private final Supplier<ReadKeys> readKeys;
  private final Durability durability;
  private MemorySegmentFiles files = MemorySegmentFiles.create();
  private WriteAheadLog log;
  private HotTenant tenant;
  private TransactionManager manager;

  TransactionBed(Schema schema) {
    this(schema, ReadKeys::new, Durability.sync());
  }

  TransactionBed(Schema schema, Supplier<ReadKeys> readKeys, Durability durability) {
    this.schema = schema;
    this.readKeys = readKeys;
    this.durability = durability;
    this.log = WriteAheadLog.open(files, LOG_OPTIONS);
    this.tenant = openTenant();
    this.manager = newManager();
    manager.applySchema(schema, CommitOptions.DEFAULT);
  }

  private HotTenant openTenant() {
    return HotTenants.open(TENANT, log, new ArenaExtents(), COMMIT_BYTES_MAX);
  }

  private TransactionManager newManager() {
    return new TransactionManager(
        TENANT,
        tenant,
        new TransactionOptions(durability, COMMIT_BYTES_MAX, _ -> NOTHING_COMMITTED_AT),
        readKeys);
  }

  /** Closes everything and builds it again from the log. */
  void restart() {
    tenant.close();
    log.close();
    files = files.reopen();
    log = WriteAheadLog.open(files, LOG_OPTIONS);
    tenant = openTenant();
    manager = newManager();
    manager.applySchema(schema, CommitOptions.DEFAULT);
  }

  TransactionManager manager() {
    return manager;
  }

  HotTenant tenant() {
    return tenant;
  }

  WriteAheadLog log() {
    return log;
  }

  CommitReceipt write(Consumer<WriteTransaction> work) {
    return manager
        .write(
            CommitOptions.DEFAULT,
            transaction -> {
              work.accept(transaction);
              return true;
            })
        .receipt();
  }

  <R> R compute(Function<WriteTransaction, R> work) {
    return manager.<R, RuntimeException>write(CommitOptions.DEFAULT, work::apply).value();
  }

  Transaction begin() {
    return manager.begin(CommitOptions.DEFAULT);
  }

  /** Reads what was published last. */
  <R> R read(Function<GraphReader, R> reading) {
    try (TenantView view = tenant.open()) {
      return reading.apply(reader(view));
    }
  }

  /** Reads what was there at a sequence. */
  <R> R readAt(long sequence, Function<GraphReader, R> reading) {
    try (TenantView view = tenant.openAt(sequence)) {
      return reading.apply(reader(view));
    }
  }

  private GraphReader reader(TenantView view) {
    return new GraphReads(
        new StoreSource(view.store(), view.sequence()), manager.schema(), new ElementIds(TENANT));
  }

  @Override
  public void close() {
    tenant.close();
    log.close();
  }
}
