package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.internal.residence.Slot;
import dev.thermograph.engine.internal.tenancy.MemoryUse;
import dev.thermograph.engine.report.MemoryReport;
import dev.thermograph.engine.report.MemoryReport.MapMemory;
import dev.thermograph.engine.report.MemoryReport.TenantFiles;
import dev.thermograph.engine.report.MemoryReport.TenantMemory;
import dev.thermograph.engine.report.TenantInfo;
import dev.thermograph.engine.report.TenantState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an engine says of its tenants. <em>Stateless.</em> */
record TenantReports(EngineCore engine, TenantRegistry registry, TenantStorage storage) {
  List<TenantInfo> tenants() {
    return registry.tenants().stream().map(this::info).toList();
  }

  private TenantInfo info(RegisteredTenant tenant) {
    Slot<OpenTenant> slot = engine.access(tenant).slot();
    Optional<Seen> seen = look(slot);
    return new TenantInfo(
        tenant.name(),
        tenant.number(),
        Micros.toInstant(tenant.createdMicros()),
        state(tenant, slot, seen),
        seen.map(Seen::sequence).orElseGet(() -> lastKnown(tenant)),
        storage.fileBytes(tenant.number()).total());
  }

  private record Seen(long sequence, long memoryBytes) {}

  private Optional<Seen> look(Slot<OpenTenant> slot) {
    OpenTenant open = engine.residence().useIfOpen(slot);
    if (open == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Seen(open.hot().publishedSequence(), open.memoryBytes()));
    } finally {
      engine.residence().leaveUnnoticed(slot);
    }
  }

  private static TenantState state(
      RegisteredTenant tenant, Slot<OpenTenant> slot, Optional<Seen> seen) {
    if (tenant.isSuspended()) {
      return new TenantState.Suspended();
    }
    if (seen.isPresent()) {
      return new TenantState.Open(seen.get().memoryBytes(), slot.useCount());
    }
    return slot.isOpening() ? new TenantState.Opening() : new TenantState.Closed();
  }

  private long lastKnown(RegisteredTenant tenant) {
    long lastCommit = registry.standing(tenant).lastCommit();
    return lastCommit == Standing.UNKNOWN ? 0 : lastCommit;
  }

  MemoryReport memory() {
    List<TenantMemory> open = new ArrayList<>();
    List<TenantFiles> files = new ArrayList<>();
    for (RegisteredTenant tenant : registry.tenants()) {
      memory(tenant).ifPresent(open::add);
      if (storage.hasFiles()) {
        files.add(files(tenant));
      }
    }
    return new MemoryReport(
        open,
        open.stream().mapToLong(TenantMemory::offHeapBytes).sum(),
        open.stream().mapToLong(TenantMemory::heapBytes).sum(),
        files,
        files.stream().mapToLong(TenantFiles::bytes).sum(),
        storage.engineFiles());
  }

  private TenantFiles files(RegisteredTenant tenant) {
    TenantStorage.FileBytes bytes = storage.fileBytes(tenant.number());
    return new TenantFiles(
        tenant.name(), tenant.number(), bytes.maps(), bytes.snapshots(), bytes.indexes());
  }

  private Optional<TenantMemory> memory(RegisteredTenant tenant) {
    Slot<OpenTenant> slot = engine.access(tenant).slot();
    OpenTenant open = engine.residence().useIfOpen(slot);
    if (open == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(memory(tenant, open.hot().memoryUse()));
    } finally {
      engine.residence().leaveUnnoticed(slot);
    }
  }

  private TenantMemory memory(RegisteredTenant tenant, MemoryUse use) {
    List<MapMemory> maps = new ArrayList<>();
    for (MemoryUse.ExtentUse extent : use.extents()) {
      maps.add(
          new MapMemory(
              maps.size(),
              extent.regionBytes(),
              extent.regionCount(),
              extent.bytes(),
              storage.hasFiles()));
    }
    return new TenantMemory(
        tenant.name(),
        tenant.number(),
        maps,
        use.totalBytes(),
        use.usedBytes(),
        use.freeBytes(),
        use.retiredBytes(),
        use.heapBytes());
  }
}
