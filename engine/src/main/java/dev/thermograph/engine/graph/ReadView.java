package dev.thermograph.engine.graph;

import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.time.Instant;

/**
 * A tenant's graph at one published instant, kept until the view is closed. While it is open,
 * nothing it sees is dropped, and its tenant stays in memory.
 *
 * <p><b>Thread-safe</b>, but for {@link #close}, which comes last. After it every call is refused
 * with {@link ReaderClosedException}, also those of its cursors and streams. Cursors read memory
 * that is used again once the view is closed; so a call that is still under way on another thread
 * while the view is closed may give anything, and must not be.
 */
public interface ReadView extends GraphReader, AutoCloseable {
  /** When the newest commit that it sees was made; the epoch when it sees none. */
  Instant committedAt();

  /** A cursor over nodes of a kind, for one thread, valid while the view is open. */
  <T> NodeCursor<T> cursor(NodeKind<T> kind);

  /** A cursor over edges of a kind, for one thread, valid while the view is open. */
  <E> EdgeCursor<E> cursor(EdgeKind<E> kind);

  /** Lets go of what the view kept. Idempotent. */
  @Override
  void close();
}
