package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.CommitInfo;
import dev.thermograph.engine.graph.CommitRange;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.ReaderClosedException;
import dev.thermograph.engine.graph.ViewSearch;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.search.Search;
import dev.thermograph.engine.search.SearchResult;
import dev.thermograph.error.InvalidArgumentException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What callers see of a tenant at one sequence, which is pinned until this is closed.
 *
 * <p>Memory is read where it lies, and closing lets it be used again. So each call, also of a
 * cursor and of a stream's each step, first looks whether the view is closed, and refuses then. The
 * look is a plain load and orders nothing: a call that is under way on one thread while another
 * thread closes the view may read what stands in that memory by then, and may crash once the tenant
 * itself is closed. Whoever shares a view must see to it that {@link #close} comes last.
 *
 * <p><b>Thread-safe</b>, but for {@link #close}, which comes last; closing twice, also from two
 * threads, gives the pin back once.
 */
public final class PinnedView extends GraphReads implements ReadView {
  private static final long[] ALL_RETAINED = {};
  private static final VarHandle CLOSED;

  static {
    try {
      CLOSED = MethodHandles.lookup().findVarHandle(PinnedView.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final TenantView pinned;
  private final RetainedPast past;
  private final @Nullable ViewSearches searches;
  private final Runnable whenClosed;
  private final long sequence;

  /** By kind, as it was when this was opened; none when all kinds are known at the sequence. */
  private final long[] firstRetained;

  /** Made when they are asked for first, so that a view tells the same each time. */
  private volatile @Nullable KnownCommits commits;

  @SuppressWarnings("unused") // by CLOSED
  private boolean closed;

  /**
   * Shows a view, which is closed with this one. O(1), but for a view of a past in which some kind
   * is not known any more, which costs O(kinds).
   *
   * @param schema the tenant's kinds
   * @param ids of the tenant
   */
  public PinnedView(TenantView pinned, BoundSchema schema, ElementIds ids, RetainedPast past) {
    this(pinned, schema, ids, past, null, () -> {});
  }

  /**
   * As the other one.
   *
   * @param searches runs its searches; null when there are none
   * @param whenClosed done once, when the view has let go of everything
   */
  public PinnedView(
      TenantView pinned,
      BoundSchema schema,
      ElementIds ids,
      RetainedPast past,
      @Nullable ViewSearches searches,
      Runnable whenClosed) {
    super(new StoreSource(pinned.store(), pinned.sequence()), schema, ids);
    this.pinned = pinned;
    this.past = past;
    this.searches = searches;
    this.whenClosed = whenClosed;
    this.sequence = pinned.sequence();
    this.firstRetained = firstRetained(schema.catalog().kindCount());
  }

  private long[] firstRetained(int kindCount) {
    if (past.firstRetainedOfAll() <= sequence) {
      return ALL_RETAINED;
    }
    long[] first = new long[kindCount];
    Arrays.setAll(first, past::firstRetained);
    return first;
  }

  /** Hot path: one load that is not hoisted out of a caller's loop. */
  @Override
  protected void requireOpen() {
    if ((boolean) CLOSED.getOpaque(this)) {
      throw closed();
    }
  }

  private ReaderClosedException closed() {
    return new ReaderClosedException(
        "view is closed: tenant=" + ids().tenant() + " sequence=" + sequence);
  }

  @Override
  protected void requireRetained(int kind) {
    long first = kind < firstRetained.length ? firstRetained[kind] : 0;
    if (first > sequence) {
      throw new PastNotRetainedException(
          "the kind's past is not retained that far back: kind="
              + schema().catalog().requireName(kind)
              + " sequence="
              + sequence
              + " firstRetained="
              + first);
    }
  }

  @Override
  protected void requireAllRetained() {
    for (int kind = 0; kind < firstRetained.length; kind++) {
      requireRetained(kind);
    }
  }

  @Override
  public Instant committedAt() {
    requireOpen();
    return past.committedAt(sequence);
  }

  @Override
  public List<CommitInfo> commits(CommitRange range) {
    requireOpen();
    return commits().list(range);
  }

  @Override
  public Optional<CommitInfo> findCommit(long commit) {
    requireOpen();
    return commits().find(commit);
  }

  /** Two threads may both make them: then either are right. */
  private KnownCommits commits() {
    KnownCommits known = commits;
    if (known == null) {
      known = past.commitsUpTo(sequence);
      commits = known;
    }
    return known;
  }

  @Override
  public <T> NodeCursor<T> cursor(NodeKind<T> kind) {
    return new StoreNodeCursor<>(this, requireReadable(kind), pinned.store());
  }

  @Override
  public <E> EdgeCursor<E> cursor(EdgeKind<E> kind) {
    return new StoreEdgeCursor<>(this, requireReadable(kind), pinned.store());
  }

  @Override
  @SuppressWarnings("unchecked") // what a search finds is what it says
  public <R> R search(ViewSearch<R> search) {
    requireOpen();
    if (search instanceof Search<?> known) {
      return (R) run(known);
    }
    throw new InvalidArgumentException(
        "search is not one of the engine's: class=" + search.getClass().getName());
  }

  private <T> SearchResult<T> run(Search<T> search) {
    BoundNodeKind<T> kind = requireReadable(search.kind());
    if (searches == null) {
      throw new IllegalStateException("a view without indexes: tenant=" + ids().tenant());
    }
    return searches.run(
        source(),
        schema(),
        ids(),
        edges -> requireReadable(edges).id(),
        kind,
        search,
        number -> get(search.kind(), ids().node(number)));
  }

  @Override
  public void close() {
    if (!(boolean) CLOSED.getAndSet(this, true)) {
      pinned.close();
      whenClosed.run();
    }
  }
}
