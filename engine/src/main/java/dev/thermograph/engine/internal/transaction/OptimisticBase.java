package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.StoreSource;
import dev.thermograph.engine.internal.tenancy.TenantView;

/**
 * The instant that an interactive transaction reads, and what it has read of it.
 * <b>Single-threaded:</b> its transaction.
 */
final class OptimisticBase implements AutoCloseable {
  private final TenantView view;
  private final Runnable whenClosed;
  private final ReadKeys keys;
  private boolean closed;

  /**
   * Reads a view, which is closed with this.
   *
   * @param keys gets what is read
   * @param whenClosed done once it is
   */
  OptimisticBase(TenantView view, ReadKeys keys, Runnable whenClosed) {
    this.view = view;
    this.keys = keys;
    this.whenClosed = whenClosed;
    keys.add(AccessKey.schema()); // by which everything is checked
  }

  long sequence() {
    return view.sequence();
  }

  /** What was read so far. */
  ReadKeys keys() {
    return keys;
  }

  /** The view, noting what is read. */
  ElementSource source() {
    return new RecordingSource(new StoreSource(view.store(), view.sequence()), keys);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      view.close();
      whenClosed.run();
    }
  }
}
