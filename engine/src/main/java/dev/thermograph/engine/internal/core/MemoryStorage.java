package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.residence.Opening;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.HotTenants;
import dev.thermograph.engine.internal.tenancy.MemoryLog;
import dev.thermograph.engine.internal.tenancy.TenantSetup;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.index.IndexFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Tenants that are gone when they are closed; so none is, but for good. <b>Thread-safe.</b> */
final class MemoryStorage implements TenantStorage {
  private final TenantAssembly assembly;
  private final IntFunction<TenantAccess> accesses;
  private final MemoryLog log;

  MemoryStorage(TenantAssembly assembly, IntFunction<TenantAccess> accesses) {
    this.assembly = assembly;
    this.accesses = accesses;
    this.log = new MemoryLog(assembly.options().log().clock());
  }

  @Override
  public boolean mayClose() {
    return false;
  }

  @Override
  public Opening<OpenTenant> open(int number) {
    TenantSetup setup =
        new TenantSetup(
            assembly.commitBytesMax(),
            1,
            0,
            ProgressListener.NONE,
            new Cancellation(),
            assembly.options().metrics());
    HotTenant hot = HotTenants.inMemory(number, log, new ArenaExtents(), setup);
    TenantAccess access = accesses.apply(number);
    return new Opening.Opened<>(
        assembly.assemble(
            access, hot, new Forgetful(hot), true, (_, _) -> new IndexFiles.InMemory(), "memory"));
  }

  @Override
  public void callOffOpenings() {}

  @Override
  public boolean isFree(int number) {
    return true;
  }

  @Override
  public boolean hasFiles() {
    return false;
  }

  @Override
  public FileBytes fileBytes(int number) {
    return FileBytes.NONE;
  }

  @Override
  public MemoryReport.EngineFiles engineFiles() {
    return MemoryReport.EngineFiles.NONE;
  }

  @Override
  public Erasure erase(int number) {
    return Erasure.NOTHING;
  }

  @Override
  public DropReceipt.LogRemains logRemains(long firstSequence, long lastSequence) {
    return DropReceipt.LogRemains.NONE;
  }

  @Override
  public void releaseLog() {}

  @Override
  public List<RegisteredTenant> findLongHolders() {
    return List.of();
  }

  @Override
  public boolean relieve(RegisteredTenant tenant) {
    return true;
  }

  @Override
  public void close() {}

  /** Nothing outlives the memory. */
  private record Forgetful(HotTenant hot) implements OpenTenant.Upkeep {
    @Override
    public void prepareToLeave() {}

    @Override
    public void leave(boolean discards) {
      hot.close();
    }

    @Override
    public Optional<Standing> standing() {
      return Optional.empty();
    }
  }
}
