package dev.thermograph.engine.internal.tenancy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.error.SnapshotRefusedException;
import dev.thermograph.engine.error.StoreFilesException;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.snapshot.SnapshotName;
import dev.thermograph.engine.internal.snapshot.SnapshotSink;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.engine.internal.snapshot.SnapshotStore;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * One tenant's snapshots, and what of the log they need: everything behind the older of the two.
 *
 * <p>The log must not let go of what a closed tenant needs, either, nor of what one needs whose
 * snapshots nobody has looked at yet. So before the first of these is made after a log was opened,
 * somebody holds a floor for all tenants, and goes on to hold one for those that are not open.
 *
 * <p><b>Thread-safe:</b> by one lock, which is held over the work on files, since that is what it
 * keeps apart; nobody who has a lane waits for it. Call from threads that nobody interrupts.
 */
public final class TenantSnapshots implements AutoCloseable {
  private final int tenant;
  private final WriteAheadLog log;
  private final FilesSource source;
  private final LogClock clock;
  private final RandomGenerator random;
  private final RetentionFloor floor;
  private final ReentrantLock filesLock = new ReentrantLock();
  private volatile Kept kept;

  /** Opens the directory of a tenant's snapshots; it is closed after each piece of work. */
  @FunctionalInterface
  public interface FilesSource {
    /** The directory, which is made if it is missing. */
    SegmentFiles open() throws IOException;
  }

  /**
   * What is there.
   *
   * @param count of snapshots
   * @param newest sequence of the newest snapshot, 0 when there is none
   * @param older sequence of the one before it, 0 when there is none
   * @param highest sequence that any snapshot ever had, damaged ones included
   * @param sinceNanos when this was so, on the log's clock
   * @param foreign names of files that are not ours
   */
  record Kept(
      int count, long newest, long older, long highest, long sinceNanos, List<String> foreign) {
    static Kept of(SnapshotStore store, long nanos) {
      List<SnapshotName> names = store.snapshots();
      return new Kept(
          names.size(),
          names.isEmpty() ? 0 : names.getFirst().sequence(),
          names.size() < 2 ? 0 : names.get(1).sequence(),
          store.highestSequence(),
          nanos,
          store.foreign());
    }

    /** The same, and since when it is so: a failed attempt makes nothing younger. */
    Kept after(Kept before) {
      boolean isSame = count == before.count && newest == before.newest && older == before.older;
      return isSame ? new Kept(count, newest, older, highest, before.sinceNanos, foreign) : this;
    }

    /** The first sequence that is needed of the log. */
    long neededFrom() {
      return count < SnapshotStore.KEPT_COUNT ? 1 : older + 1;
    }
  }

  private TenantSnapshots(
      int tenant, WriteAheadLog log, FilesSource source, LogClock clock, RandomGenerator random)
      throws IOException {
    this.tenant = tenant;
    this.log = log;
    this.source = source;
    this.clock = clock;
    this.random = random;
    try (SegmentFiles files = source.open()) {
      this.kept = Kept.of(store(files), clock.nanoTime());
    }
    this.floor =
        LogFloors.of(log).retainWhatIsLeft("snapshots of tenant " + tenant, kept.neededFrom());
  }

  /**
   * Looks what snapshots a tenant has, and holds the log for them.
   *
   * @param random source of files' ids
   */
  public static TenantSnapshots open(
      int tenant, WriteAheadLog log, FilesSource source, LogClock clock, RandomGenerator random) {
    try {
      return new TenantSnapshots(tenant, log, source, clock, random);
    } catch (IOException e) {
      throw new StoreFilesException("could not look for snapshots: tenant=" + tenant, e);
    }
  }

  private SnapshotStore store(SegmentFiles files) throws IOException {
    return SnapshotStore.open(files, new SnapshotStore.Owner(tenant, log.id()), random);
  }

  Kept kept() {
    return kept;
  }

  /** Whether there is none. */
  public boolean isNone() {
    return kept.count() == 0;
  }

  /** Sequence of the newest snapshot, 0 when there is none. */
  public long newest() {
    return kept.newest();
  }

  /**
   * From which sequence on the log is needed for a tenant that is not open.
   *
   * @param lastCommit its last one
   * @return {@link Long#MAX_VALUE} when nothing of the log is needed
   */
  public long neededFrom(long lastCommit) {
    Kept now = kept;
    boolean isComplete = now.count() >= SnapshotStore.KEPT_COUNT && now.older() == lastCommit;
    return isComplete ? Long.MAX_VALUE : now.neededFrom();
  }

  /** Loads the newest good snapshot. */
  @FunctionalInterface
  interface Loading {
    /** Where a snapshot goes to: something new for each that is tried. */
    SnapshotSink begin();
  }

  /**
   * Reads the newest snapshot that is good.
   *
   * @param refusals receives why newer ones were not used
   * @return false when there is none
   */
  boolean load(Loading loading, Progress progress, List<String> refusals) throws IOException {
    filesLock.lock();
    try (SegmentFiles files = source.open()) {
      SnapshotStore store = store(files);
      try {
        for (SnapshotName name : store.snapshots()) {
          try {
            store.read(name, loading.begin(), progress);
            return true;
          } catch (SnapshotRefusedException | IOException e) {
            refusals.add(String.valueOf(e.getMessage()));
          }
        }
        return false;
      } finally {
        kept = Kept.of(store, clock.nanoTime()).after(kept);
      }
    } finally {
      filesLock.unlock();
    }
  }

  /** Writes a snapshot, and lets go of what the log keeps for an older one. */
  void write(SnapshotState state, Progress progress, Cancellation cancellation) throws IOException {
    change(
        store ->
            store.write(state, clock.epochMicros(), this::requireDurable, progress, cancellation));
  }

  /**
   * Makes the older snapshot one of the same commit as the newest, so that the log is not held for
   * it: right for a tenant that had no commit since, open or not.
   */
  public void copyNewest(Progress progress, Cancellation cancellation) throws IOException {
    change(store -> store.copyNewest(progress, cancellation));
  }

  private interface Change {
    SnapshotName make(SnapshotStore store) throws IOException;
  }

  private void change(Change change) throws IOException {
    filesLock.lock();
    try (SegmentFiles files = source.open()) {
      SnapshotStore store = store(files);
      try {
        change.make(store);
      } finally {
        kept = Kept.of(store, clock.nanoTime()).after(kept);
      }
      raiseFloor(kept.neededFrom());
    } finally {
      filesLock.unlock();
    }
  }

  @GuardedBy("filesLock")
  private void raiseFloor(long sequence) {
    if (sequence > floor.sequence()) {
      floor.advance(sequence);
    }
  }

  /**
   * Says that the tenant has no commit between the older snapshot and a sequence, so that the log
   * is not held for others' records. Call under the tenant's lane, or while it is closed.
   *
   * @param lastCommit the tenant's last one
   * @param logSequence the last sequence that the log gave out
   * @return false when this cannot be said
   */
  boolean idleUpTo(long lastCommit, long logSequence) {
    if (kept.count() < SnapshotStore.KEPT_COUNT
        || kept.older() != lastCommit
        || !filesLock.tryLock()) { // a snapshot is being written; the next time will do
      return false;
    }
    try {
      raiseFloor(logSequence + 1);
      return true;
    } finally {
      filesLock.unlock();
    }
  }

  private void requireDurable(long sequence) {
    if (sequence > log.durableSequence()) {
      long _ = log.settle(); // nobody else may ever ask for it
    }
    if (sequence > 0) {
      log.awaitDurable(sequence);
    }
  }

  /** Lets the log go; for a tenant that is dropped, or with the log itself. */
  @Override
  public void close() {
    floor.close();
  }
}
