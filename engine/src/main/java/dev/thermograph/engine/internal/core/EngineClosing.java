package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.error.EngineClosedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.internal.residence.Residence;
import dev.thermograph.engine.internal.residence.Workers;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.error.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Closes all tenants of an engine, for good. Openings that are under way are called off and waited
 * for; users are waited for as long as the options say. <b>Single-threaded.</b>
 */
final class EngineClosing {
  private static final int CLOSERS = 4;

  private final Residence<OpenTenant> residence;
  private final TenantStorage storage;
  private final EngineMetrics metrics;
  private final Duration drainWithin;
  private final List<String> inUse = Collections.synchronizedList(new ArrayList<>());

  EngineClosing(EngineCore engine, TenantStorage storage) {
    this.residence = engine.residence();
    this.storage = storage;
    this.metrics = engine.options().metrics();
    this.drainWithin = engine.options().drainWithin();
  }

  private static EngineClosedException refusal() {
    return new EngineClosedException("the engine was closed");
  }

  /** Lets nobody in any more, and has those leave who wait for an opening. */
  void refuse(List<TenantAccess> all) {
    all.forEach(it -> residence.keepBarred(it.slot(), EngineClosing::refusal));
    storage.callOffOpenings();
  }

  /** Closes all that nobody uses any more in time. */
  void closeAll(List<TenantAccess> all) {
    long deadline = System.nanoTime() + drainWithin.toNanos();
    refuse(all);
    try (Workers closers = closers()) {
      for (TenantAccess access : all) {
        closers.submit(() -> close(access, deadline));
      }
    }
  }

  /** Threads of their own, for the usual ones may be opening what is waited for here. */
  private Workers closers() {
    return storage.hasFiles()
        ? Workers.start("thermograph-close", CLOSERS, metrics)
        : Workers.onCallers(metrics);
  }

  /** After what befalls it just now, which would else find it closed by somebody else. */
  private void close(TenantAccess access, long deadline) {
    access.lifeLock().lock();
    try {
      closeAlone(access, deadline);
    } finally {
      access.lifeLock().unlock();
    }
  }

  private void closeAlone(TenantAccess access, long deadline) {
    residence.awaitSettled(access.slot()); // who opens it is no user, and comes to an end
    long left = Math.max(0, deadline - System.nanoTime());
    if (residence.bar(access.slot(), EngineClosing::refusal, left)) {
      residence.closeBarred(access.slot(), _ -> {});
    } else {
      residence.keepBarred(access.slot(), EngineClosing::refusal);
      inUse.add(access.name());
    }
  }

  /** Throws when some were still in use. */
  void requireNoneInUse() {
    if (!inUse.isEmpty()) {
      throw new TenantInUseException(
          Messages.format(
              "the engine was closed while tenants had open views or transactions; these keep"
                  + " memory until the process ends: tenants=%s waited=%s",
              inUse, drainWithin));
    }
  }
}
