package dev.thermograph.engine.internal.snapshot;

import java.util.concurrent.CancellationException;

/** A wish to stop, which long work asks for now and then. <b>Thread-safe.</b> */
public final class Cancellation {
  private volatile boolean isRequested;

  /** Nobody wants to stop yet. */
  public Cancellation() {}

  /** Whoever asks from now on stops. */
  public void request() {
    isRequested = true;
  }

  /** True once somebody wants to stop. */
  public boolean isRequested() {
    return isRequested;
  }

  /** Throws when somebody wants to stop. */
  public void check() {
    if (isRequested) {
      throw new CancellationException("the work was called off");
    }
  }
}
