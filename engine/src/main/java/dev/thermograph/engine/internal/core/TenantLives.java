package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.error.RegistryFailedException;
import dev.thermograph.engine.error.TenantDroppedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.error.TenantSuspendedException;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.error.Messages;
import dev.thermograph.error.ThermographException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What befalls tenants: they are suspended, resumed, closed and dropped. One thing at a time for
 * each; all wait a while for who uses the tenant, and change nothing when he does not leave.
 *
 * <p><b>Thread-safe.</b>
 */
final class TenantLives {
  private final EngineCore engine;
  private final TenantRegistry registry;
  private final TenantStorage storage;

  TenantLives(EngineCore engine, TenantRegistry registry, TenantStorage storage) {
    this.engine = engine;
    this.registry = registry;
    this.storage = storage;
  }

  /** A change of one tenant. */
  private interface Change<T> {
    T make(RegisteredTenant tenant);
  }

  private <T> T alone(TenantAccess access, Change<T> change) {
    access.lifeLock().lock();
    try {
      engine.requireOpen();
      return change.make(registry.require(access.number()));
    } finally {
      access.lifeLock().unlock();
    }
  }

  /** Nobody is in when this returns, and nobody comes in. */
  private void bar(TenantAccess access, @Nullable Supplier<? extends RuntimeException> refusal) {
    long drainNanos = engine.options().drainWithin().toNanos();
    if (!engine.residence().bar(access.slot(), refusal, drainNanos)) {
      throw inUse(access);
    }
  }

  private TenantInUseException inUse(TenantAccess access) {
    if (access.slot().useCount() == 0) { // its opening takes longer than anybody waits here
      return new TenantInUseException(
          Messages.format(
              "the tenant is still being opened, try again later: tenant=%s waited=%s",
              access.name(), engine.options().drainWithin()));
    }
    return new TenantInUseException(
        Messages.format(
            "the tenant has open views or transactions, close them: tenant=%s count=%d waited=%s",
            access.name(), access.slot().useCount(), engine.options().drainWithin()));
  }

  /** Whoever may come in may again. */
  private void restore(TenantAccess access) {
    boolean isSuspended =
        registry.find(access.number()).map(RegisteredTenant::isSuspended).orElse(false);
    if (isSuspended) {
      barSuspended(access);
    } else {
      engine.residence().unbar(access.slot());
    }
  }

  /** Nobody may use it until it is resumed. */
  void barSuspended(TenantAccess access) {
    engine.residence().keepBarred(access.slot(), () -> suspended(access));
  }

  private static TenantSuspendedException suspended(TenantAccess access) {
    return new TenantSuspendedException(
        "the tenant is suspended: tenant=" + access.name() + " number=" + access.number());
  }

  private static TenantDroppedException dropped(TenantAccess access) {
    return new TenantDroppedException(
        "the tenant was dropped: tenant=" + access.name() + " number=" + access.number());
  }

  void suspend(TenantAccess access) {
    alone(
        access,
        tenant -> {
          if (tenant.isSuspended()) {
            return tenant;
          }
          bar(access, () -> suspended(access));
          try {
            closeBarred(access);
            return registry.setSuspended(tenant.number(), true);
          } finally {
            restore(access);
          }
        });
  }

  private void closeBarred(TenantAccess access) {
    if (storage.mayClose()) {
      engine.residence().closeBarred(access.slot(), _ -> {});
    }
  }

  void resume(TenantAccess access) {
    alone(
        access,
        tenant -> {
          RegisteredTenant resumed = registry.setSuspended(tenant.number(), false);
          restore(access);
          return resumed;
        });
  }

  /** Who wants to use it meanwhile waits, and has it opened again. */
  void close(TenantAccess access) {
    alone(
        access,
        tenant -> {
          if (!tenant.isSuspended()) {
            bar(access, null);
            try {
              closeBarred(access);
            } finally {
              restore(access);
            }
          }
          return tenant;
        });
  }

  /** Makes a tenant that is closed need less of the log; one that is open does so itself. */
  void relieve(RegisteredTenant tenant) {
    TenantAccess access = engine.access(tenant);
    if (!whileClosed(access, () -> storage.relieve(tenant)) && !tenant.isSuspended()) {
      access.touch();
      boolean _ = closeIfIdle(access);
    }
  }

  /** Nobody waits for the background: who uses it by now has it open, and it looks after itself. */
  private boolean closeIfIdle(TenantAccess access) {
    return ifIdle(
        access,
        () -> {
          closeBarred(access);
          return true;
        });
  }

  /** Does something to a tenant that stays closed meanwhile; true when it is open. */
  private boolean whileClosed(TenantAccess access, BooleanSupplier work) {
    return ifIdle(access, () -> access.slot().isOpen() || work.getAsBoolean());
  }

  /** Does something to a tenant that nobody uses; true when somebody does. */
  private boolean ifIdle(TenantAccess access, BooleanSupplier work) {
    return alone(
        access,
        _ -> {
          boolean isIdle = engine.residence().bar(access.slot(), null, 0);
          try {
            return !isIdle || work.getAsBoolean();
          } finally {
            if (isIdle) {
              restore(access);
            }
          }
        });
  }

  DropReceipt drop(TenantAccess access) {
    return alone(access, tenant -> drop(access, tenant));
  }

  private DropReceipt drop(TenantAccess access, RegisteredTenant tenant) {
    bar(access, () -> dropped(access));
    LastLook look = LastLook.NOTHING;
    long sequence;
    boolean isDropped = false;
    try {
      look = LastLook.at(access.slot());
      sequence = registry.drop(tenant.number());
      isDropped = true;
    } catch (RegistryFailedException e) {
      isDropped = true; // perhaps: then nobody may write what would be lost
      throw e;
    } finally {
      if (!isDropped) {
        restore(access);
      }
    }
    engine.residence().closeBarred(access.slot(), OpenTenant::discard);
    TenantStorage.Erasure erasure = erase(tenant.number());
    engine.forget(tenant.number());
    return receipt(tenant, sequence, look, erasure);
  }

  private DropReceipt receipt(
      RegisteredTenant tenant, long sequence, LastLook look, TenantStorage.Erasure erasure) {
    return new DropReceipt(
        tenant.name(),
        tenant.number(),
        Micros.toInstant(engine.options().log().clock().epochMicros()),
        sequence,
        look.nodeCount(),
        look.edgeCount(),
        look.memoryBytes(),
        erasure.maps(),
        erasure.snapshots(),
        erasure.indexes(),
        erasure.leftBehind(),
        storage.logRemains(tenant.createdSequence(), sequence));
  }

  /** What cannot be deleted now is deleted when the engine is opened again. */
  private TenantStorage.Erasure erase(int number) {
    List<TenantStorage.Erasure> result = Collections.synchronizedList(new ArrayList<>());
    engine.callOnFiles(() -> result.add(storage.erase(number)));
    TenantStorage.Erasure erasure = result.getFirst();
    if (erasure.isComplete()) {
      noteErased(number);
    }
    return erasure;
  }

  /** If that fails it is erased again when the engine is opened again, which does no harm. */
  private void noteErased(int number) {
    try {
      registry.erased(number);
    } catch (ThermographException e) {
      engine.options().metrics().failure("noting that dropped tenant " + number + " is erased", e);
    }
  }

  /** Erases what dropped tenants have left because a crash came between. */
  void finishErasing() {
    for (int number : registry.toErase()) {
      TenantStorage.Erasure erasure = erase(number);
      if (!erasure.isComplete()) {
        engine
            .options()
            .metrics()
            .failure(
                "erasing files of dropped tenant " + number,
                new IllegalStateException(erasure.leftBehind().toString()));
      }
    }
  }
}
