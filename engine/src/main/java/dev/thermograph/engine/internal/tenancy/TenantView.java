package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.graph.HashCursor;

/**
 * A tenant's graph at one sequence, kept until it is closed. <b>Thread-safe</b>, but for {@link
 * #close}, which comes last.
 */
public final class TenantView implements AutoCloseable {
  private final OpenViews views;
  private final GraphStore store;
  private final int content;
  private final int opening;
  private final long sequence;
  private boolean closed;

  TenantView(OpenViews views, GraphStore store, int content, int opening, long sequence) {
    this.views = views;
    this.store = store;
    this.content = content;
    this.opening = opening;
    this.sequence = sequence;
  }

  /** What it sees: everything up to this sequence. */
  public long sequence() {
    return sequence;
  }

  /** The graph, to be asked for {@link #sequence}. */
  public GraphStore store() {
    return store;
  }

  /** The tenant's kinds as they were at {@link #sequence}, empty before the first. */
  public byte[] catalog() {
    return views.catalogAt(sequence);
  }

  /**
   * Begins a walk over the nodes that may have a hash; each must be verified.
   *
   * @return false when the catalog may name the index but nothing was ever listed in it: there is
   *     nothing to walk, and the cursor stays as it was
   */
  public boolean lookUp(int index, long hash, HashCursor cursor) {
    if (index >= store.indexCount()) {
      return false;
    }
    store.lookUp(index, hash, cursor);
    return true;
  }

  /** Lets go of what the view kept. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      views.release(content, opening);
    }
  }
}
