package dev.thermograph.engine.internal.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.internal.residence.Residence;
import dev.thermograph.wal.segment.IoThread;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has to be done now and then: the past is let go of, idle tenants are closed, the list of
 * tenants is written, and the log is released. A step that fails is told and tried again.
 *
 * <p><b>Threads:</b> one of its own; {@link #run} on others in tests.
 */
final class Maintenance implements AutoCloseable {
  /** So far the log goes on before the list of tenants is written again. */
  private static final long REGISTRY_SEQUENCES = 1 << 14;

  private final EngineCore engine;
  private final TenantRegistry registry;
  private final TenantStorage storage;
  private final TenantLives lives;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final IoThread thread = new IoThread("thermograph-maintain", this::serve);

  @GuardedBy("lock")
  private boolean ending;

  Maintenance(
      EngineCore engine, TenantRegistry registry, TenantStorage storage, TenantLives lives) {
    this.engine = engine;
    this.lives = lives;
    this.registry = registry;
    this.storage = storage;
  }

  void start() {
    thread.start();
  }

  private void serve() {
    while (await()) {
      run();
    }
  }

  /** False at the end. */
  private boolean await() {
    lock.lock();
    try {
      long left = engine.options().maintainEvery().toNanos();
      while (!ending && left > 0) {
        left = ended.awaitNanos(left);
      }
      return !ending;
    } catch (InterruptedException e) {
      throw new IllegalStateException("an I/O thread cannot be interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** Does everything once. */
  void run() {
    attempt("comparing tenants with the log", () -> withOpen((_, open) -> open.verify()));
    attempt("letting go of the past", this::retain);
    attempt("closing idle tenants", this::closeIdle);
    keepRegistry(REGISTRY_SEQUENCES);
    attempt("releasing the log", this::relieve);
  }

  private void attempt(String step, Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // the thread goes on: the other steps, and the next time, count
      engine.options().metrics().failure(step, e);
    }
  }

  private void retain() {
    Instant now = Micros.toInstant(engine.options().log().clock().epochMicros());
    withOpen(
        (access, open) ->
            attempt(
                "letting go of the past of tenant " + access.number(),
                () -> open.retain(access.options(), now)));
  }

  private void relieve() {
    storage.releaseLog();
    for (RegisteredTenant tenant : storage.findLongHolders()) {
      if (isEnding()) {
        return;
      }
      attempt("releasing the log for tenant " + tenant.number(), () -> lives.relieve(tenant));
    }
  }

  private boolean isEnding() {
    lock.lock();
    try {
      return ending;
    } finally {
      lock.unlock();
    }
  }

  private interface Visit {
    void visit(TenantAccess access, OpenTenant open);
  }

  private void withOpen(Visit visit) {
    Residence<OpenTenant> residence = engine.residence();
    for (TenantAccess access : engine.accesses()) {
      OpenTenant open = residence.useIfOpen(access.slot());
      if (open != null) {
        try {
          visit.visit(access, open);
        } finally {
          residence.leaveUnnoticed(access.slot());
        }
      }
    }
  }

  private void closeIdle() {
    Duration idle = engine.options().closeIdleAfter();
    engine.residence().tidy(idle.isZero() ? Long.MAX_VALUE : idle.toNanos());
  }

  private void keepRegistry(long sequencesMin) {
    attempt(
        "writing the list of tenants", () -> registry.checkpoint(sequencesMin, this::standings));
  }

  /** Writes the list of tenants a last time; without it the next opening reads more of the log. */
  void keepRegistryAtEnd() {
    keepRegistry(1);
  }

  private Map<Integer, Standing> standings() {
    Map<Integer, Standing> standings = new HashMap<>();
    withOpen(
        (access, open) ->
            open.standing().ifPresent(standing -> standings.put(access.number(), standing)));
    return standings;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      ending = true;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    thread.awaitEnd();
  }
}
