package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.error.TenantClosedException;
import dev.thermograph.engine.error.TenantHaltedException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a tenant takes commits, and whether its memory can be believed; it only ever gets worse.
 * What came first is told to whoever comes later. <b>Thread-safe.</b>
 */
final class TenantCondition {
  private final int tenant;
  private final AtomicReference<State> state = new AtomicReference<>(State.Running.INSTANCE);

  TenantCondition(int tenant) {
    this.tenant = tenant;
  }

  /** What is true of a tenant. */
  private sealed interface State {
    /** It takes commits. */
    record Running() implements State {
      static final Running INSTANCE = new Running();
    }

    /** Its owner wants no more commits. */
    record Stopped() implements State {}

    /** It holds commits that the log has not, or may not have; what was durable is right. */
    record Ahead(Throwable cause) implements State {}

    /** A commit was applied in part. */
    record Damaged(Throwable cause) implements State {}
  }

  /**
   * Throws unless commits are taken.
   *
   * @param sequence of the commit that asks, 0 when it has none
   */
  void requireRunning(long sequence) {
    switch (state.get()) {
      case State.Running _ -> {}
      case State.Stopped _ -> throw new TenantClosedException(tenant);
      case State.Ahead(Throwable cause) -> throw new TenantHaltedException(tenant, sequence, cause);
      case State.Damaged(Throwable cause) ->
          throw new TenantHaltedException(tenant, sequence, cause);
    }
  }

  /** Throws when the memory does not hold what was committed, so that no view may be opened. */
  void requireMemory(long sequence) {
    if (state.get() instanceof State.Damaged(Throwable cause)) {
      throw new TenantHaltedException(tenant, sequence, cause);
    }
  }

  /** True when it takes no commit, for its memory and the log differ. */
  boolean isHalted() {
    return switch (state.get()) {
      case State.Running _, State.Stopped _ -> false;
      case State.Ahead _, State.Damaged _ -> true;
    };
  }

  /** Throws when the memory holds what the log may not have. */
  void requireNotHalted() {
    switch (state.get()) {
      case State.Running _, State.Stopped _ -> {}
      case State.Ahead(Throwable cause) -> throw new TenantHaltedException(tenant, 0, cause);
      case State.Damaged(Throwable cause) -> throw new TenantHaltedException(tenant, 0, cause);
    }
  }

  /** Takes no more commits. */
  void stop() {
    worsen(new State.Stopped());
  }

  /** The log does not have everything that was applied, or cannot say. */
  void ahead(Throwable cause) {
    worsen(new State.Ahead(cause));
  }

  /** The memory is not what the log says. */
  void damaged(Throwable cause) {
    worsen(new State.Damaged(cause));
  }

  private void worsen(State worse) {
    State now = state.get();
    while (rank(now) < rank(worse) && !state.compareAndSet(now, worse)) {
      now = state.get();
    }
  }

  private static int rank(State state) {
    return switch (state) {
      case State.Running _ -> 0;
      case State.Stopped _ -> 1;
      case State.Ahead _ -> 2;
      case State.Damaged _ -> 3;
    };
  }
}
