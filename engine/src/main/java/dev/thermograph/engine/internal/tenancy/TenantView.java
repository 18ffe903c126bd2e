package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.graph.GraphStore;

/**
 * A tenant's graph at one sequence, kept until it is closed. <b>Thread-safe</b>, but for {@link
 * #close}, which comes last.
 */
public final class TenantView implements AutoCloseable {
  private final HotTenant tenant;
  private final int content;
  private final int opening;
  private final long sequence;
  private boolean closed;

  TenantView(HotTenant tenant, int content, int opening, long sequence) {
    this.tenant = tenant;
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
    return tenant.store();
  }

  /** Lets go of what the view kept. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tenant.closed(content, opening);
    }
  }
}
