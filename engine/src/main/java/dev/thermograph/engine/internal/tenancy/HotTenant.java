package dev.thermograph.engine.internal.tenancy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitApplier;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.engine.internal.view.ViewPins;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.read.LogReader;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One tenant whose graph is in memory: its lane for writing, its views for reading.
 *
 * <p>The write path: the lane is taken; the commit is collected and validated by the caller's code;
 * it is appended to the log, which gives it its sequence; the same bytes are applied to the memory;
 * the lane is given back; when the log is durable that far, the commit is published. So commits
 * queue behind one sync together, and no view sees what a crash could take back.
 *
 * <p>When a commit was applied and the log then fails, the memory is ahead of the log. The tenant
 * is halted, and what was not durable is never published: open views stay as they are, and opening
 * it again replays what the log has.
 *
 * <p><b>Thread-safe:</b> one commit at a time by the lane; views take no lock.
 */
public final class HotTenant implements AutoCloseable {
  private static final int RECLAIMS_PER_COMMIT = 512;

  /** More than a change retires, so that reclaiming never falls behind. */
  private static final int RECLAIMS_PER_CHANGE = 16;

  private final int number;
  private final WriteAheadLog log;
  private final Space space;
  private final GraphStore store;
  private final KeyDictionary keys = new KeyDictionary();
  private final CommitApplier applier;

  /** What open views see: older versions may go once none needs them. */
  private final ViewPins contents = new ViewPins();

  /** When views were opened: blocks that were replaced before may be used again. */
  private final ViewPins openings = new ViewPins();

  private final ReentrantLock lane = new ReentrantLock();
  private final AppendReceipt receipt = new AppendReceipt();

  @GuardedBy("lane")
  private final CommitWriter writer;

  @GuardedBy("lane")
  private long retainedFrom;

  private final Publication publication;
  private volatile @Nullable Throwable haltedBy;
  private volatile byte[] catalog = new byte[0];

  /** Collects and validates one commit; throws to refuse it, and nothing is written. */
  @FunctionalInterface
  public interface Change {
    /** Writes the changes; the graph stays as it is meanwhile. */
    void collect(CommitWriter commit);
  }

  private HotTenant(int number, WriteAheadLog log, Extents extents, int commitBytesMax) {
    this.number = number;
    this.log = log;
    this.space = new Space(extents);
    this.store = new GraphStore(space);
    this.applier = new CommitApplier(store, keys, bytes -> catalog = bytes);
    this.writer = new CommitWriter(commitBytesMax);
    replay();
    this.publication = new Publication(applier.sequence());
  }

  /**
   * Builds a tenant's memory from the log.
   *
   * @param extents empty; they are closed with the tenant
   * @param commitBytesMax largest commit, not above the log's own limit
   */
  public static HotTenant open(int number, WriteAheadLog log, Extents extents, int commitBytesMax) {
    return new HotTenant(number, log, extents, commitBytesMax);
  }

  private void replay() {
    log.sync(); // what an earlier run of this tenant appended without waiting is read, too
    try (LogReader records = log.read(1)) {
      while (records.next()) {
        if (records.tenant() == number && records.recordType() == CommitWriter.RECORD_TYPE) {
          applier.apply(records.payload(), records.sequence());
          space.reclaim(records.sequence(), Integer.MAX_VALUE); // nobody reads yet
        }
      }
    } catch (RuntimeException | Error e) {
      space.close();
      throw e;
    }
  }

  /**
   * Makes one commit.
   *
   * @return its sequence, or that of the newest published commit when there was nothing to change
   */
  public long commit(Change change, Durability durability) {
    long sequence;
    long awaited;
    lane.lock();
    try {
      requireRunning();
      writer.clear();
      change.collect(writer);
      requireRunning(); // it may have been halted meanwhile
      if (writer.changeCount() == 0) {
        return publication.published();
      }
      ByteBuffer payload = writer.finish();
      log.append(number, CommitWriter.RECORD_TYPE, payload, durability, receipt);
      sequence = receipt.sequence();
      apply(payload, sequence);
      awaited = publication.applied(sequence, durability instanceof Durability.Sync);
      reclaim(RECLAIMS_PER_COMMIT + RECLAIMS_PER_CHANGE * writer.changeCount());
    } finally {
      lane.unlock();
    }
    publish(awaited);
    return sequence;
  }

  @GuardedBy("lane")
  private void apply(ByteBuffer payload, long sequence) {
    try {
      applier.apply(payload, sequence);
    } catch (Throwable e) { // whatever it was, the memory is not what the log says
      haltedBy = e;
      throw new TenantHaltedException(number, e);
    }
  }

  private void publish(long awaited) {
    if (awaited == 0) {
      return;
    }
    try {
      log.awaitDurable(awaited);
    } catch (RuntimeException e) {
      haltedBy = e;
      throw e;
    }
    requireRunning();
    publication.durable(awaited);
  }

  private void requireRunning() {
    Throwable cause = haltedBy;
    if (cause != null) {
      throw new TenantHaltedException(number, cause);
    }
  }

  /** Lets go of the past before a sequence; open views keep what they see. */
  public void retainFrom(long sequence) {
    InvalidArgumentException.requireRange("sequence", sequence, 0, publication.published());
    lane.lock();
    try {
      retainedFrom = Math.max(retainedFrom, sequence);
      reclaim(RECLAIMS_PER_COMMIT);
    } finally {
      lane.unlock();
    }
  }

  @GuardedBy("lane")
  private void reclaim(int countMax) {
    store.setHorizon(contents.raiseHorizon(retainedFrom));
    space.reclaim(openings.raiseHorizon(publication.published()), countMax);
  }

  /** Opens a view of the newest published commit. */
  public TenantView open() {
    while (true) {
      long sequence = publication.published();
      int opening = openings.tryPin(sequence);
      if (opening < 0) {
        continue; // a commit was published meanwhile
      }
      int content = contents.tryPin(sequence);
      if (content >= 0) {
        return new TenantView(this, content, opening, sequence);
      }
      openings.release(opening);
    }
  }

  /**
   * Opens a view of the past.
   *
   * @param sequence from the retained past up to the newest published commit
   */
  public TenantView openAt(long sequence) {
    InvalidArgumentException.requireRange("sequence", sequence, 0, publication.published());
    int opening = -1;
    while (opening < 0) {
      opening = openings.tryPin(publication.published());
    }
    int content = contents.tryPin(sequence);
    if (content < 0) {
      openings.release(opening);
      throw new InvalidArgumentException(
          Messages.format("the past is not retained that far back: sequence=%d", sequence));
    }
    return new TenantView(this, content, opening, sequence);
  }

  void closed(int content, int opening) {
    contents.release(content);
    openings.release(opening);
  }

  /** The tenant's property names. */
  public KeyDictionary keys() {
    return keys;
  }

  /** The tenant's kinds as last committed, empty before the first. */
  @SuppressWarnings("EI_EXPOSE_REP") // nobody outside the engine sees it
  public byte[] catalog() {
    return catalog;
  }

  /** The graph, for changes that look at it under the lane. */
  public GraphStore store() {
    return store;
  }

  /** Sequence of the last applied commit, for changes that look at the graph under the lane. */
  public long appliedSequence() {
    return applier.sequence();
  }

  /** Bytes of off-heap memory. */
  public long memoryBytes() {
    return space.totalBytes();
  }

  /** Gives the memory back. No view may be open and no commit under way; the log stays open. */
  @Override
  public void close() {
    if (openings.openCount() > 0) {
      throw new IllegalStateException(
          "the tenant has open views: tenant=" + number + " count=" + openings.openCount());
    }
    space.close();
  }
}
