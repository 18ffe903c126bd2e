package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.Checkpointer;
import dev.thermograph.engine.internal.tenancy.TenantSnapshots;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * What all tenants of one directory share. <em>Immutable;</em> its parts are thread-safe.
 *
 * @param cancellation of all openings, when the engine is closed
 */
record DiskParts(
    TenantAssembly assembly,
    IntFunction<TenantAccess> accesses,
    TenantFiles files,
    WriteAheadLog log,
    TenantRegistry registry,
    RandomGenerator random,
    LogHold hold,
    Checkpointer checkpointer,
    Cancellation cancellation) {
  EngineOptions options() {
    return assembly.options();
  }

  TenantSnapshots openSnapshots(RegisteredTenant tenant) {
    return TenantSnapshots.open(
        tenant.number(),
        log,
        () -> DiskSegmentFiles.open(files.snapshots(tenant.number())),
        options().log().clock(),
        random);
  }
}
