package dev.thermograph.engine.graph;

import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /**
   * Commits that it sees: who made each, when, why, and how much it changed. They are known as far
   * back as the past is retained when the view is first asked, from the one on that made the oldest
   * state. O(log n + commits returned).
   *
   * @throws PastNotRetainedException when commits are asked for from a sequence on that is before
   *     that
   */
  List<CommitInfo> commits(CommitRange range);

  /**
   * The commit of a sequence, unless it does not see it or another tenant made it. O(log n).
   *
   * @throws PastNotRetainedException as {@link #commits}
   */
  Optional<CommitInfo> findCommit(long sequence);

  /** A cursor over nodes of a kind, for one thread, valid while the view is open. */
  <T> NodeCursor<T> cursor(NodeKind<T> kind);

  /** A cursor over edges of a kind, for one thread, valid while the view is open. */
  <E> EdgeCursor<E> cursor(EdgeKind<E> kind);

  /**
   * The nodes that are the best hits of a search, best first, as this view sees them.
   *
   * @throws dev.thermograph.engine.error.IndexUnavailableException when the index is not filled in
   *     the time that the search waits
   * @throws PastNotRetainedException when the kind's past is not retained that far back
   */
  <R> R search(ViewSearch<R> search);

  /** Lets go of what the view kept. Idempotent. */
  @Override
  void close();
}
