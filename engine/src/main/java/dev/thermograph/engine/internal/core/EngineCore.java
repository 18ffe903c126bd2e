package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.error.EngineClosedException;
import dev.thermograph.engine.error.TenantExistsException;
import dev.thermograph.engine.error.UnknownTenantException;
import dev.thermograph.engine.internal.quota.Allowance;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.TenantNames;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.internal.residence.Residence;
import dev.thermograph.engine.internal.residence.ResidenceThreads;
import dev.thermograph.engine.internal.store.JvmFlags;
import dev.thermograph.engine.internal.transaction.FreshSchema;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.engine.report.TenantInfo;
import dev.thermograph.engine.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One engine: its tenants by name and number, and the parts that open, keep and close them.
 *
 * <p><b>Thread-safe.</b>
 */
public final class EngineCore implements AutoCloseable {
  private final EngineOptions options;
  private final TenantRegistry registry;
  private final TenantStorage storage;
  private final ResidenceThreads threads;
  private final IndexThreads indexThreads;
  private final Residence<OpenTenant> residence;
  private final TenantLives lives;
  private final Maintenance maintenance;
  private final ConcurrentHashMap<Integer, TenantAccess> accesses = new ConcurrentHashMap<>();
  private final @Nullable EngineFiles files;
  private final RandomGenerator random;
  private volatile boolean closed;

  private EngineCore(EngineOptions options, TenantRegistry registry, @Nullable EngineFiles files) {
    this.options = options;
    this.registry = registry;
    this.files = files;
    this.random = new SharedRandom(new SplittableRandom(options.log().random().nextLong()));
    this.indexThreads = new IndexThreads(options.metrics());
    TenantAssembly assembly = new TenantAssembly(options, indexThreads);
    this.storage =
        files == null
            ? new MemoryStorage(assembly, this::access)
            : new DiskStorage(assembly, this::access, files.paths(), files.log(), registry);
    this.threads =
        files == null
            ? ResidenceThreads.onCallers(options.metrics())
            : ResidenceThreads.start(options.metrics());
    this.residence =
        new Residence<>(
            storage,
            threads,
            options.openTenantCountMax(),
            options.log().clock(),
            options.metrics());
    this.lives = new TenantLives(this, registry, storage);
    this.maintenance = new Maintenance(this, registry, storage, lives);
  }

  /** Opens an engine whose files are in a directory, which is made if it is missing. */
  public static EngineCore open(Path directory, EngineOptions options) {
    JvmFlags.require();
    EngineFiles files = EngineFiles.open(directory, options.log());
    boolean done = false;
    try {
      EngineCore engine = new EngineCore(options, files.registry(), files);
      engine.start();
      done = true;
      return engine;
    } finally {
      if (!done) {
        files.close();
      }
    }
  }

  /** Opens an engine that touches no file. */
  public static EngineCore inMemory(EngineOptions options) {
    EngineCore engine =
        new EngineCore(options, TenantRegistry.inMemory(options.log().clock()), null);
    engine.start();
    return engine;
  }

  private void start() {
    for (RegisteredTenant tenant : registry.tenants()) {
      if (tenant.isSuspended()) {
        lives.barSuspended(access(tenant));
      }
    }
    lives.finishErasing();
    maintenance.start();
  }

  EngineOptions options() {
    return options;
  }

  /** Spreads what many threads try again. */
  RandomGenerator random() {
    return random;
  }

  /** What is told of all that happens. */
  public EngineMetrics metrics() {
    return options.metrics();
  }

  Residence<OpenTenant> residence() {
    return residence;
  }

  /** Runs work on a thread that may touch files, behind what is being closed. */
  void callOnFiles(Runnable work) {
    threads.closers().call(work);
  }

  Allowance allowance(String tenant, TenantOptions tenantOptions) {
    return new Allowance(
        tenant,
        tenantOptions.quota(),
        tenantOptions.rateLimit(),
        options.log().clock(),
        options.metrics());
  }

  TenantAccess access(RegisteredTenant tenant) {
    return accesses.computeIfAbsent(
        tenant.number(), number -> new TenantAccess(this, tenant, residence.slot(number)));
  }

  private TenantAccess access(int number) {
    return access(registry.require(number));
  }

  /** Forgets a tenant that was dropped; who holds its access is refused. */
  void forget(int number) {
    accesses.remove(number);
    residence.forget(number);
  }

  List<TenantAccess> accesses() {
    return List.copyOf(accesses.values());
  }

  void requireOpen() {
    if (closed) {
      throw new EngineClosedException("the engine was closed");
    }
  }

  /** The tenant of this name. */
  public TenantAccess require(String name) {
    requireOpen();
    return find(name)
        .orElseThrow(
            () -> new UnknownTenantException("there is no tenant of this name: tenant=" + name));
  }

  /** The tenant of this name, if there is one. */
  public Optional<TenantAccess> find(String name) {
    requireOpen();
    TenantNames.requireValid(name);
    return registry.find(name).map(this::access);
  }

  /** Creates a tenant that can have a schema, which it does not get yet. */
  public TenantAccess create(String name, Schema schema, TenantOptions tenantOptions) {
    requireOpen();
    FreshSchema.requireAcceptable(schema, options.log().payloadBytesMax());
    return access(registry.create(name, tenantOptions, storage::isFree));
  }

  /** The tenant of this name, which is created as by {@link #create} when there is none. */
  public TenantAccess findOrCreate(String name, Schema schema) {
    Optional<TenantAccess> found = find(name);
    while (found.isEmpty()) {
      found = tryCreate(name, schema);
    }
    return found.get();
  }

  /** Empty when somebody else was faster and it was dropped since. */
  private Optional<TenantAccess> tryCreate(String name, Schema schema) {
    try {
      return Optional.of(create(name, schema, options.tenant()));
    } catch (TenantExistsException _) {
      return find(name);
    }
  }

  void configure(TenantAccess access, TenantOptions changed) {
    requireOpen();
    access.optionsChanged(registry.configure(access.number(), changed).options());
  }

  /** Lets nobody read or write a tenant. */
  public void suspend(String name) {
    lives.suspend(require(name));
  }

  /** Lets them again. */
  public void resume(String name) {
    lives.resume(require(name));
  }

  /** Closes a tenant's memory. */
  public void close(String name) {
    lives.close(require(name));
  }

  /** Drops a tenant for good. */
  public DropReceipt drop(String name) {
    return lives.drop(require(name));
  }

  /** All tenants, in the order of their numbers. */
  public List<TenantInfo> tenants() {
    requireOpen();
    return new TenantReports(this, registry, storage).tenants();
  }

  /** How much memory they take. */
  public MemoryReport memory() {
    requireOpen();
    return new TenantReports(this, registry, storage).memory();
  }

  /** Does what the background does each time. */
  void maintain() {
    maintenance.run();
  }

  /**
   * Closes everything. Waits for views and transactions as long as the options say; those that are
   * still open then keep their memory until the end of the process.
   *
   * @throws dev.thermograph.engine.error.TenantInUseException when there are any; all else was
   *     closed
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    EngineClosing closing = new EngineClosing(this, storage);
    closing.refuse(accesses()); // first: the background may be waiting for an opening
    maintenance.close();
    closing.closeAll(accesses());
    callOnFiles(maintenance::keepRegistryAtEnd);
    threads.close();
    indexThreads.close();
    try {
      storage.close();
    } finally {
      if (files != null) {
        files.close();
      }
    }
    closing.requireNoneInUse();
  }
}
