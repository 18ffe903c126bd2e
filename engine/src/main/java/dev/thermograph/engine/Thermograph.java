package dev.thermograph.engine;

import dev.thermograph.engine.error.EngineClosedException;
import dev.thermograph.engine.error.MissingJvmFlagsException;
import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.engine.error.TenantExistsException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.error.UnknownTenantException;
import dev.thermograph.engine.internal.core.EngineCore;
import dev.thermograph.engine.internal.core.TenantAccess;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.engine.report.TenantInfo;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.error.DirectoryLockedException;
import dev.thermograph.wal.error.LogCorruptedException;
import java.nio.file.Path;
import java.util.List;

/**
 * An engine: any number of tenants, each with a graph of its own, over one log.
 *
 * <p>Tenants' memory is opened when it is first used. As many are open at a time as the options
 * say; then the one not used for the longest time is closed for the next, which nobody notices but
 * by the time it takes. An engine in memory closes none: what is closed there is gone.
 *
 * <p>A tenant's name is a letter, digit or {@code _}, then letters, digits, {@code _}, {@code -}
 * and {@code .}, at most 128 characters. Calls with another name are refused with {@link
 * dev.thermograph.error.InvalidArgumentException}, calls after {@link #close} with {@link
 * EngineClosedException}.
 *
 * <p><b>Thread-safe.</b>
 */
public final class Thermograph implements AutoCloseable {
  private final EngineCore core;

  private Thermograph(EngineCore core) {
    this.core = core;
  }

  /**
   * Opens the engine of a directory, or makes one, with {@link EngineOptions#defaults}.
   *
   * @see #open(Path, EngineOptions)
   */
  public static Thermograph open(Path directory) {
    return open(directory, EngineOptions.defaults());
  }

  /**
   * Opens the engine of a directory, or makes one. Nothing outside of the directory is touched, and
   * no network.
   *
   * @throws MissingJvmFlagsException when the JVM lacks flags; it names exactly those
   * @throws DirectoryLockedException when another process has it open; it names that
   * @throws LogCorruptedException when something durable of the log is damaged or missing
   * @throws RegistryDamagedException when it cannot be told which tenants there are
   */
  public static Thermograph open(Path directory, EngineOptions options) {
    return new Thermograph(EngineCore.open(directory, options));
  }

  /** Opens an engine that touches no file and is gone when it is closed; takes no JVM flags. */
  public static Thermograph inMemory() {
    return inMemory(EngineOptions.defaults());
  }

  /** As {@link #inMemory()} with options; what they say of files and of closing does not count. */
  public static Thermograph inMemory(EngineOptions options) {
    return new Thermograph(EngineCore.inMemory(options));
  }

  /**
   * The tenant of this name, which is created when there is none, with this schema. When there is
   * none and the schema is refused, none is created.
   *
   * @throws dev.thermograph.engine.schema.SchemaRefusedException when it has another schema, which
   *     this one breaks
   */
  public Tenant tenant(String name, Schema schema) {
    TenantAccess access = core.findOrCreate(name, schema);
    access.evolve(schema);
    return new Tenant(access);
  }

  /**
   * The tenant of this name. Its open kinds can be used at once, others when they were given to any
   * handle since the engine was opened.
   *
   * @throws UnknownTenantException when there is none
   */
  public Tenant tenant(String name) {
    return new Tenant(core.require(name));
  }

  /**
   * Creates a tenant, or none when its schema is refused.
   *
   * @throws TenantExistsException when there is one of this name
   */
  public Tenant create(String name, Schema schema, TenantOptions options) {
    TenantAccess access = core.create(name, schema, options);
    access.evolve(schema);
    return new Tenant(access);
  }

  /**
   * Lets nobody read or write a tenant until it is resumed, also after a restart; its data is kept.
   * Waits for open views and transactions as long as the options say. Idempotent.
   *
   * @throws TenantInUseException when it was in use for too long; nothing was changed
   */
  public void suspend(String name) {
    core.suspend(name);
  }

  /** Lets everybody read and write a suspended tenant again. Idempotent. */
  public void resume(String name) {
    core.resume(name);
  }

  /**
   * Closes a tenant's memory; its next use opens it again. Does nothing in memory. Waits for open
   * views and transactions as long as the options say.
   *
   * @throws TenantInUseException when it was in use for too long
   */
  public void close(String name) {
    core.close(name);
  }

  /**
   * Drops a tenant for good: first that is in the log for good, then what it left is deleted; what
   * a crash leaves in between is deleted when the engine is opened again. Waits for open views and
   * transactions as long as the options say.
   *
   * @return what was erased, and what not
   * @throws TenantInUseException when it was in use for too long; nothing was changed
   */
  public DropReceipt drop(String name) {
    return core.drop(name);
  }

  /** All tenants, in the order in which they were created. O(tenants). */
  public List<TenantInfo> tenants() {
    return core.tenants();
  }

  /** How much memory and how many bytes of files the tenants take. O(tenants). */
  public MemoryReport memory() {
    return core.memory();
  }

  /** What is told of all that the engine does; as given in the options. */
  public EngineMetrics metrics() {
    return core.metrics();
  }

  /**
   * Closes all tenants and the log. Waits for open views and transactions as long as the options
   * say. Idempotent.
   *
   * @throws TenantInUseException when some are open still; all else was closed, and their memory
   *     stays until the process ends, so that reading it does no harm
   */
  @Override
  public void close() {
    core.close();
  }
}
