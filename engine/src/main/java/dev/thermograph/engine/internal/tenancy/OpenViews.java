package dev.thermograph.engine.internal.tenancy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.error.TenantClosedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.view.ViewPins;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.util.function.LongSupplier;

/**
 * The door for a tenant's readers: which views are open, what they keep, and whether more may come.
 *
 * <p>A reader takes a pin and then looks whether the door is shut; who closes shuts the door and
 * then looks at the pins. So no view is ever open over memory that was given back.
 *
 * <p><b>Thread-safe.</b> Opening takes no lock but while the tenant is being closed.
 */
final class OpenViews {
  private final int tenant;
  private final GraphStore store;
  private final CatalogVersions catalogs;
  private final Publication publication;

  /** What open views see: older versions may go once none needs them. */
  private final ViewPins contents;

  /** When views were opened: blocks that were replaced before may be used again. */
  private final ViewPins openings;

  private final Object closing = new Object();
  private volatile boolean shut;

  @GuardedBy("closing")
  private boolean closed;

  OpenViews(int tenant, GraphStore store, CatalogVersions catalogs, Publication publication) {
    this(tenant, store, catalogs, publication, new ViewPins(), new ViewPins());
  }

  /** As the other one with pins that may be taken already. */
  OpenViews(
      int tenant,
      GraphStore store,
      CatalogVersions catalogs,
      Publication publication,
      ViewPins contents,
      ViewPins openings) {
    this.contents = contents;
    this.openings = openings;
    this.tenant = tenant;
    this.store = store;
    this.catalogs = catalogs;
    this.publication = publication;
  }

  /** A view of the newest published commit. */
  TenantView open() {
    while (true) {
      long sequence = publication.published();
      int opening = enter(sequence);
      if (opening >= 0) {
        int content = pinContent(sequence, opening);
        if (content >= 0) {
          return new TenantView(this, store, content, opening, sequence);
        }
      }
    }
  }

  /** A view of the past. */
  TenantView openAt(long sequence) {
    requireOpen();
    InvalidArgumentException.requireRange("sequence", sequence, 0, publication.published());
    int opening = pinOpening();
    int content = pinContent(sequence, opening);
    if (content < 0) {
      throw new PastNotRetainedException(
          Messages.format(
              "the past is not retained that far back: tenant=%d sequence=%d firstRetained=%d",
              tenant, sequence, firstRetained()));
    }
    return new TenantView(this, store, content, opening, sequence);
  }

  /**
   * Keeps everything from the retained past on, and what is not published yet, too.
   *
   * @param retainedFrom as last given to {@link #letGoOfContents}
   */
  SnapshotPin pinForSnapshot(long retainedFrom, LongSupplier newest) {
    requireOpen();
    int opening = pinOpening();
    int content = pinContent(retainedFrom, opening);
    if (content < 0) {
      throw new IllegalStateException("the retained past was let go: sequence=" + retainedFrom);
    }
    return new SnapshotPin(this, newest, content, opening);
  }

  /** Keeps blocks that are replaced from now on; give it to {@link #releaseOpening}. */
  int pinOpening() {
    int opening = -1;
    while (opening < 0) {
      opening = enter(publication.published());
    }
    return opening;
  }

  void releaseOpening(int opening) {
    openings.release(opening);
  }

  /** Returns a pin, or -1 to try again. */
  private int enter(long published) {
    int opening = openings.tryPin(published);
    if (shut) {
      if (opening >= 0) {
        openings.release(opening);
      }
      requireOpen(); // waits until it is closed, or stays open because of others' views
      return -1;
    }
    return opening;
  }

  /** Returns the second pin; without one the first is given back. */
  private int pinContent(long sequence, int opening) {
    int content = -1;
    try {
      content = contents.tryPin(sequence);
      return content;
    } finally {
      if (content < 0) {
        openings.release(opening);
      }
    }
  }

  void release(int content, int opening) {
    contents.release(content);
    openings.release(opening);
  }

  byte[] catalogAt(long sequence) {
    return catalogs.at(sequence);
  }

  /** Lets go of the past before a sequence, but for open views; returns how far. Writer only. */
  long letGoOfContents(long retainedFrom) {
    long horizon = contents.raiseHorizon(retainedFrom);
    catalogs.forgetBefore(horizon);
    return horizon;
  }

  /** Views of instants before this are not opened any more. */
  long firstRetained() {
    return contents.announced();
  }

  /** The oldest sequence that an open view sees. Writer only. */
  long oldestContent() {
    return contents.oldest();
  }

  /**
   * Up to which commit replaced blocks can be reached by nobody any more. Writer only.
   *
   * <p>When no view is open at all, that is so for every block that was unlinked before this call:
   * who opens one from now on has taken his pin after it was looked for, and begins to read later
   * still. So a tenant that nobody uses need not wait for its next commit.
   */
  long letGoOfOpenings() {
    long horizon = openings.raiseHorizon(publication.published());
    return openings.oldest() == Long.MAX_VALUE ? Long.MAX_VALUE : horizon;
  }

  /** Throws when the tenant was closed. */
  void requireOpen() {
    if (shut) {
      synchronized (closing) {
        if (closed) {
          throw new TenantClosedException(tenant);
        }
      }
    }
  }

  /**
   * Lets nobody in any more.
   *
   * @return false when it was closed before
   * @throws TenantInUseException when views are open; the door stays open, too
   */
  boolean close() {
    synchronized (closing) {
      if (closed) {
        return false;
      }
      shut = true;
      int count = openings.openCount();
      if (count > 0) {
        shut = false;
        throw new TenantInUseException(
            Messages.format("the tenant has open views: tenant=%d count=%d", tenant, count));
      }
      closed = true;
      return true;
    }
  }
}
