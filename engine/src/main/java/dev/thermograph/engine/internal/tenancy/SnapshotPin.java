package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.snapshot.SnapshotState;
import java.util.function.LongSupplier;

/** Keeps a tenant's state for a snapshot. <b>Single-threaded:</b> who writes it. */
final class SnapshotPin implements SnapshotState.Pin {
  private final OpenViews views;
  private final LongSupplier newest;
  private final int content;
  private int opening;
  private boolean closed;

  /**
   * A pin of what views from the retained past on see.
   *
   * @param newest asks for the last commit of which something can be seen
   */
  SnapshotPin(OpenViews views, LongSupplier newest, int content, int opening) {
    this.views = views;
    this.newest = newest;
    this.content = content;
    this.opening = opening;
  }

  @Override
  public void renew() {
    int next = views.pinOpening();
    views.releaseOpening(opening);
    opening = next;
  }

  @Override
  public long newestSequence() {
    return newest.getAsLong();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      views.release(content, opening);
    }
  }
}
