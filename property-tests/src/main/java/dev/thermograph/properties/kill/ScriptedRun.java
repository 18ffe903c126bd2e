package dev.thermograph.properties.kill;

import dev.thermograph.error.ThermographException;
import dev.thermograph.properties.kill.RunJournal.Outcome;
import dev.thermograph.properties.kill.RunJournal.Phase;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogPoisonedException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thread's life with a log: groups of all durabilities, a trailer, rotations, a release,
 * recycled segments, closing, reopening.
 *
 * <p>Meant for disks that fail: a refused record is tried again as another one, a poisoned log is
 * reopened, and what keeps failing is given up. The log's clock stands still but where the script
 * moves it, so two runs do the same operations. <b>Single-threaded.</b>
 */
final class ScriptedRun {
  private static final int SMALL_BYTES = 600;
  private static final int LARGE_BYTES = 18_000;
  private static final int OPEN_TRIES_MAX = 12;
  private static final int INTERVAL_POLLS_MAX = 50;
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final Duration TRAILER_AFTER = Duration.ofNanos(200_000);
  private static final Duration INTERVAL = Duration.ofMillis(1);

  /** Longer than any pause of the log between two attempts. */
  private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Function<LogOptions, WriteAheadLog> opener;
  private final RunJournal journal;
  private final long seed;
  private final int triesMax;
  private final SteppedClock clock = new SteppedClock();
  private final LogOptions options;
  private final AppendReceipt receipt = new AppendReceipt();
  private @Nullable WriteAheadLog log;
  private @Nullable RetentionFloor floor;
  private int nextIndex;
  private long lastDurable;

  /**
   * A run that has not begun.
   *
   * @param opener opens the log; asked again after each closing
   * @param preparedSegmentCountMax 0 makes all file operations happen on the log thread, in an
   *     order that repeats
   * @param triesMax how often a record is tried before the disk is given up, half a millisecond
   *     each
   */
  ScriptedRun(
      Function<LogOptions, WriteAheadLog> opener,
      RunJournal journal,
      long seed,
      int preparedSegmentCountMax,
      int triesMax) {
    this.triesMax = triesMax;
    this.opener = opener;
    this.journal = journal;
    this.seed = seed;
    this.options =
        LogOptions.defaults()
            .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
            .withPreparedSegmentCountMax(preparedSegmentCountMax)
            .withTrailerAfter(TRAILER_AFTER)
            .withSpin(Duration.ZERO)
            .withKeys(TestKeys.INSTANCE)
            .withClock(clock)
            .withRandom(new Random(seed));
  }

  /** The disk did not come back within the script's patience. */
  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUp(String message) {
      super(message);
    }
  }

  /**
   * Runs the script to its end, or to where the disk stops it.
   *
   * @return true when it got to its end
   */
  boolean run() {
    try {
      firstSession();
      closeLog();
      secondSession();
      closeLog();
      journal.phase(Phase.CLOSED);
      return true;
    } catch (GivenUp e) {
      return false;
    } finally {
      closeLog();
    }
  }

  private void firstSession() {
    openLog();
    putEach(6, SMALL_BYTES);
    putUnsynced(3);
    putInterval();
    putEach(9, LARGE_BYTES);
    idle();
    putEach(2, SMALL_BYTES);
    release();
    putEach(9, LARGE_BYTES);
    release();
    putEach(6, LARGE_BYTES);
  }

  private void secondSession() {
    openLog();
    putEach(3, SMALL_BYTES);
    putUnsynced(1);
    idle();
    putEach(6, LARGE_BYTES);
  }

  private void openLog() {
    for (int attempt = 0; attempt < OPEN_TRIES_MAX; attempt++) {
      journal.phase(Phase.OPENING);
      try {
        WriteAheadLog opened = opener.apply(options);
        log = opened;
        long first = Math.max(1, Math.max(journal.floor(), lastDurable - 100));
        floor = opened.retainFrom("script", first);
        journal.phase(Phase.WRITING);
        return;
      } catch (ThermographException e) {
        // Typed, as it should be; a disk that fails once lets the next attempt through.
        pause();
      }
    }
    throw new GivenUp("the log does not open");
  }

  private void closeLog() {
    WriteAheadLog open = log;
    if (open != null) {
      journal.phase(Phase.CLOSING);
      open.close();
      log = null;
      floor = null;
    }
  }

  private WriteAheadLog log() {
    WriteAheadLog open = log;
    if (open == null) {
      throw new GivenUp("the log is not open");
    }
    return open;
  }

  private void putEach(int count, int bodyBytes) {
    for (int record = 0; record < count; record++) {
      put(bodyBytes);
    }
  }

  /** Writes a record until one of its kind is durable. */
  private void put(int bodyBytes) {
    for (int attempt = 0; attempt < triesMax; attempt++) {
      int index = append(bodyBytes, Durability.sync());
      if (index >= 0 && await(index)) {
        return;
      }
    }
    throw new GivenUp("no record gets through");
  }

  /** Returns the record's index, or -1 when the log did not take it. */
  private int append(int bodyBytes, Durability durability) {
    int index = nextIndex++;
    RecordPlan plan = RecordPlan.of(seed, RecordPlan.id(0, 0, index), bodyBytes, durability);
    ByteBuffer payload = ByteBuffer.wrap(plan.payload());
    journal.attempted(0, index);
    try {
      log().append(plan.tenant(), plan.recordType(), payload, durability, receipt);
      journal.appended(0, index, receipt.sequence());
      return index;
    } catch (LogFullException e) {
      journal.told(0, index, Outcome.NOT_TAKEN);
      pause();
    } catch (LogPoisonedException e) {
      journal.told(0, index, Outcome.NOT_TAKEN);
      reopenPoisoned();
    }
    return -1;
  }

  private boolean await(int index) {
    return told(index, () -> log().awaitDurable(journal.sequence(0, index)));
  }

  /** Notes what the log says of a record; true when it is durable. */
  private boolean told(int index, Runnable wait) {
    try {
      wait.run();
      journal.told(0, index, Outcome.DURABLE);
      lastDurable = journal.sequence(0, index);
      return true;
    } catch (AppendRefusedException e) {
      journal.told(0, index, Outcome.REFUSED);
      pause();
    } catch (CommitOutcomeUnknownException e) {
      journal.told(0, index, Outcome.UNKNOWN);
      pause();
    }
    return false;
  }

  /** A poisoned log must stay so; then a new opening is tried. */
  private void reopenPoisoned() {
    journal.poisoned();
    for (int attempt = 0; attempt < 2; attempt++) {
      if (takesRecord()) {
        journal.problem("a poisoned log took a record: sequence=" + receipt.sequence());
      }
    }
    closeLog();
    openLog();
  }

  private boolean takesRecord() {
    try {
      log().append(0, (byte) 0, ByteBuffer.allocate(1), Durability.sync(), receipt);
      return true;
    } catch (LogPoisonedException e) {
      return false;
    }
  }

  private void putUnsynced(int count) {
    List<Integer> indexes = new ArrayList<>();
    for (int record = 0; record < count; record++) {
      int index = append(SMALL_BYTES, Durability.none());
      if (index >= 0) {
        indexes.add(index);
      }
    }
    boolean synced = sync();
    for (int index : indexes) {
      if (!await(index) && synced) {
        journal.problem("a sync passed over a record: sequence=" + journal.sequence(0, index));
      }
    }
  }

  /** False when the log says that some record since the last sync is missing, or may be. */
  private boolean sync() {
    try {
      log().sync();
      return true;
    } catch (AppendRefusedException | CommitOutcomeUnknownException e) {
      return false; // which one it is, each record's own wait tells
    }
  }

  private void putInterval() {
    int index = append(SMALL_BYTES, Durability.interval(INTERVAL));
    if (index < 0) {
      return;
    }
    long sequence = journal.sequence(0, index);
    for (int poll = 0; poll < INTERVAL_POLLS_MAX && log().durableSequence() < sequence; poll++) {
      clock.advance(INTERVAL.toNanos());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    if (log().durableSequence() >= sequence) {
      await(index);
    }
  }

  /** Leaves the log alone until it has proved its last group. */
  private void idle() {
    clock.advance(2 * TRAILER_AFTER.toNanos());
    LockSupport.parkNanos(3 * TRAILER_AFTER.toNanos());
  }

  private void release() {
    RetentionFloor current = floor;
    if (current != null) {
      long sequence = Math.max(current.sequence(), lastDurable - 2);
      journal.floor(sequence);
      current.advance(sequence);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Lets time pass for the log, and wakes its thread so that it notices. */
  private void pause() {
    clock.advance(PROBE_NANOS);
    RetentionFloor current = floor;
    if (current != null) {
      current.advance(current.sequence());
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}
