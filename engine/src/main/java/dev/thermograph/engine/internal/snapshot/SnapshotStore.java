package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.engine.error.SnapshotRefusedException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * The snapshots of one tenant, in a directory of its own: the two newest are kept.
 *
 * <p>A file is written under another name, synced, read again, and named only when the log has what
 * it was made of; then the directory is synced, and only then an older one goes. So at any moment
 * there is a whole one, once there was one. A file that is found damaged is put aside under another
 * name and no longer counts. What is not ours is left alone.
 *
 * <p><b>Single-threaded</b>; on a thread that nobody interrupts when the files are on a disk.
 */
public final class SnapshotStore {
  /** How many are kept. */
  public static final int KEPT_COUNT = 2;

  private final SegmentFiles files;
  private final Owner owner;
  private final RandomGenerator random;
  private final SnapshotChecks checks;
  private final List<SnapshotName> known = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();
  private long lastNumber;
  private long highestSequence;

  /**
   * Whose snapshots they are; others are refused.
   *
   * @param tenant number of the tenant
   * @param origin id of the log that the sequences belong to
   */
  public record Owner(int tenant, UUID origin) {}

  private SnapshotStore(
      SegmentFiles files, Owner owner, RandomGenerator random, SnapshotChecks checks) {
    this.files = files;
    this.owner = owner;
    this.random = random;
    this.checks = checks;
  }

  /**
   * Looks what is there, and deletes what a crash left unfinished.
   *
   * @param files stay the caller's to close
   * @param random source of the files' ids
   */
  public static SnapshotStore open(SegmentFiles files, Owner owner, RandomGenerator random)
      throws IOException {
    return open(files, owner, random, SnapshotChecks.ALL);
  }

  static SnapshotStore open(
      SegmentFiles files, Owner owner, RandomGenerator random, SnapshotChecks checks)
      throws IOException {
    SnapshotStore store = new SnapshotStore(files, owner, random, checks);
    store.look();
    return store;
  }

  private void look() throws IOException {
    for (String name : files.list()) {
      Optional<SnapshotName> finished = SnapshotName.parse(name);
      if (finished.isPresent()) {
        known.add(finished.get());
        saw(finished.get());
      } else if (SnapshotName.isDraft(name)) {
        files.delete(name);
      } else if (SnapshotName.parseDamaged(name).isPresent()) {
        SnapshotName.parseDamaged(name).ifPresent(this::saw);
      } else {
        foreign.add(name);
      }
    }
    known.sort(Comparator.comparingLong(SnapshotName::number).reversed());
  }

  private void saw(SnapshotName name) {
    lastNumber = Math.max(lastNumber, name.number());
    highestSequence = Math.max(highestSequence, name.sequence());
  }

  /** The finished snapshots that are not known to be damaged, newest first. */
  public List<SnapshotName> snapshots() {
    return List.copyOf(known);
  }

  /** Names of files that are not ours. */
  public List<String> foreign() {
    return List.copyOf(foreign);
  }

  /** The highest sequence that any snapshot ever had here, a damaged one included; 0 for none. */
  public long highestSequence() {
    return highestSequence;
  }

  /**
   * From which sequence on the log is needed: what is behind the older of two snapshots. With less
   * than two everything is.
   */
  public long neededFrom() {
    return known.size() < KEPT_COUNT ? 1 : known.get(KEPT_COUNT - 1).sequence() + 1;
  }

  /**
   * Reads a snapshot into a sink.
   *
   * @throws SnapshotRefusedException when it is not whole or not ours; it is put aside
   * @throws IOException when it could not be read; it does not count any more until the next start
   */
  public void read(SnapshotName name, SnapshotSink sink, Progress progress) throws IOException {
    try (SegmentFile file = files.openForReading(name.file())) {
      requireOurs(name, SnapshotReader.readHeader(file));
      new SnapshotReader(new SnapshotInput(file, checks), progress).read(sink);
    } catch (SnapshotRefusedException e) {
      putAside(name);
      throw e;
    } catch (IOException e) {
      known.remove(name);
      throw e;
    }
  }

  private void requireOurs(SnapshotName name, SnapshotHeader header) {
    if (header.tenant() != owner.tenant
        || !header.origin().equals(owner.origin)
        || header.sequence() != name.sequence()) {
      throw new SnapshotRefusedException(
          Messages.format(
              "snapshot is not the one wanted: file=%s found %s, wanted %s",
              name.file(), header, owner));
    }
  }

  private void putAside(SnapshotName name) {
    known.remove(name);
    try {
      files.rename(name.file(), name.damaged());
      files.syncDirectory();
    } catch (IOException _) {
      return; // it is not counted now; the next start finds it damaged again
    }
  }

  /** What has to be true before a file gets its name. */
  @FunctionalInterface
  public interface Naming {
    /** Throws unless the log has everything up to a sequence for good. */
    void requireDurable(long sequence);
  }

  /**
   * Writes a state as the newest snapshot; one too many is deleted then.
   *
   * @param writtenMicros now, in microseconds since 1970-01-01T00:00Z
   * @throws CancellationException when cancelled; nothing is left of it
   */
  public SnapshotName write(
      SnapshotState state,
      long writtenMicros,
      Naming naming,
      Progress progress,
      Cancellation cancellation)
      throws IOException {
    SnapshotHeader header =
        new SnapshotHeader(
            state.tenant(),
            owner.origin,
            state.sequence(),
            state.horizon(),
            state.nodeEnd(),
            state.edgeEnd(),
            writtenMicros);
    return finish(
        state.sequence(),
        draft -> {
          SnapshotOutput output = new SnapshotOutput(draft, random.nextLong());
          return new SnapshotWriter(state, output, progress, cancellation).write(header);
        },
        naming,
        progress,
        cancellation);
  }

  /** Fills a file and syncs it; returns up to where the log must be durable. */
  private interface Filling {
    long fill(SegmentFile draft) throws IOException;
  }

  private SnapshotName finish(
      long sequence, Filling filling, Naming naming, Progress progress, Cancellation cancellation)
      throws IOException {
    SnapshotName name = new SnapshotName(lastNumber + 1, sequence);
    lastNumber = name.number();
    boolean named = false;
    try {
      long upTo = fill(name, filling);
      verify(name.draft(), progress, cancellation);
      naming.requireDurable(upTo);
      files.rename(name.draft(), name.file());
      named = true;
      files.syncDirectory();
    } finally {
      if (!named) {
        deleteDraft(name);
      }
    }
    known.addFirst(name);
    saw(name);
    dropOldest(progress, cancellation);
    return name;
  }

  private long fill(SnapshotName name, Filling filling) throws IOException {
    try (SegmentFile draft = files.create(name.draft())) {
      return filling.fill(draft);
    }
  }

  private void deleteDraft(SnapshotName name) {
    try {
      files.delete(name.draft());
    } catch (IOException _) {
      return; // the next start deletes it
    }
  }

  /** Reads a file for its own sake, past the page cache where that can be. */
  private void verify(String name, Progress progress, Cancellation cancellation)
      throws IOException {
    try (SegmentFile file = files.openFromDevice(name)) {
      SnapshotCopy.verify(new SnapshotInput(file, SnapshotChecks.ALL), progress, cancellation);
    }
  }

  /**
   * Puts a copy of the newest snapshot in place of the older one, so that nothing needs the log
   * before it any more. For a tenant that had no commit since.
   *
   * @throws SnapshotRefusedException when the newest is damaged; it is put aside
   */
  public SnapshotName copyNewest(Progress progress, Cancellation cancellation) throws IOException {
    SnapshotName newest = known.getFirst();
    if (!isWhole(newest, progress, cancellation)) {
      throw new SnapshotRefusedException("snapshot is damaged: file=" + newest.file());
    }
    try (SegmentFile source = files.openForReading(newest.file())) {
      return finish(
          newest.sequence(),
          draft -> {
            SnapshotCopy.copy(source, draft, progress, cancellation);
            return 0;
          },
          _ -> {}, // its log was durable when the original got its name
          progress,
          cancellation);
    }
  }

  /**
   * Deletes what is older than the two newest, but only once the one that becomes the older is
   * known to be whole: it may have lain there for long. What fails here is tried again next time.
   */
  private void dropOldest(Progress progress, Cancellation cancellation) {
    try {
      while (known.size() > KEPT_COUNT) {
        if (isWhole(known.get(KEPT_COUNT - 1), progress, cancellation)) {
          files.delete(known.removeLast().file());
        }
      }
    } catch (IOException | CancellationException _) {
      return; // one file more than needed; the new one is good
    }
  }

  private boolean isWhole(SnapshotName name, Progress progress, Cancellation cancellation)
      throws IOException {
    try {
      verify(name.file(), progress, cancellation);
      return true;
    } catch (SnapshotRefusedException _) {
      putAside(name);
      return false;
    }
  }
}
