package dev.thermograph.properties.kill;

import dev.thermograph.properties.kill.RunJournal.Outcome;
import dev.thermograph.properties.kill.RunJournal.Phase;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that opens a log, writes from several threads, and is killed some time.
 *
 * <p>Small segments and a floor that follows the log make it rotate and recycle all the time. When
 * nobody kills it, it closes the log after a random time, so kills also hit closing and reopening.
 */
public final class KillChild {
  /** Records that are kept behind the durable end. */
  private static final long KEPT_RECORDS = 300;

  private static final long FLOOR_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long STUCK_MILLIS = 5_000;

  private final long seed;
  private final int incarnation;
  private final boolean acknowledgesEarly;
  private final RunJournal journal;
  private volatile boolean stopping;

  private KillChild(long seed, int incarnation, boolean acknowledgesEarly, RunJournal journal) {
    this.seed = seed;
    this.incarnation = incarnation;
    this.acknowledgesEarly = acknowledgesEarly;
    this.journal = journal;
  }

  /**
   * Runs until killed, or for a short time.
   *
   * @param arguments log directory, journal file, seed, number of this process, and {@code early}
   *     for the planted bug: acknowledging before the record is durable
   */
  public static void main(String[] arguments) throws IOException {
    RunJournal journal = RunJournal.map(Path.of(arguments[1]));
    boolean early = arguments.length > 4 && arguments[4].equals("early");
    KillChild child =
        new KillChild(Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]), early, journal);
    try {
      child.run(Path.of(arguments[0]));
    } catch (RuntimeException | Error e) {
      journal.problem("the writing process failed: " + e);
      throw e;
    }
  }

  static LogOptions options() {
    return LogOptions.defaults()
        .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
        .withTrailerAfter(Duration.ofMillis(1))
        .withKeys(TestKeys.INSTANCE);
  }

  private void run(Path directory) {
    SplittableRandom random = new SplittableRandom(seed + incarnation);
    long runNanos = TimeUnit.MILLISECONDS.toNanos(30 + random.nextInt(170));
    journal.phase(Phase.OPENING);
    long began = System.nanoTime();
    try (WriteAheadLog log = WriteAheadLog.open(directory, options())) {
      long opened = System.nanoTime();
      journal.opened(log.recovered().lastSequence(), opened - began);
      List<Thread> writers = startWriters(log);
      journal.phase(Phase.WRITING);
      followWithFloor(log, opened + runNanos);
      stopping = true;
      writers.forEach(this::join);
      journal.phase(Phase.CLOSING);
    }
    journal.phase(Phase.CLOSED);
  }

  private List<Thread> startWriters(WriteAheadLog log) {
    List<Thread> writers = new ArrayList<>();
    for (int number = 0; number < RunJournal.THREAD_COUNT_MAX; number++) {
      int thread = number;
      Thread writer = new Thread(() -> write(log, thread), "writer-" + thread);
      writer.setDaemon(true);
      writer.setUncaughtExceptionHandler(
          (_, thrown) -> journal.problem("writer " + thread + " failed: " + thrown));
      writers.add(writer);
    }
    writers.forEach(Thread::start);
    return writers;
  }

  private void followWithFloor(WriteAheadLog log, long endNanos) {
    long first = Math.max(1, log.durableSequence() - KEPT_RECORDS); // a kill takes back the rest
    journal.floor(first);
    try (RetentionFloor floor = log.retainFrom("kill loop", first)) {
      while (System.nanoTime() - endNanos < 0) {
        LockSupport.parkNanos(FLOOR_NANOS);
        long next = Math.max(floor.sequence(), log.durableSequence() - KEPT_RECORDS);
        journal.floor(next);
        floor.advance(next);
      }
    }
  }

  private void write(WriteAheadLog log, int thread) {
    AppendReceipt receipt = new AppendReceipt();
    for (int index = 0; index < RunJournal.RECORD_COUNT_MAX && !stopping; index++) {
      RecordPlan plan = RecordPlan.mixed(seed, RecordPlan.id(incarnation, thread, index));
      ByteBuffer payload = ByteBuffer.wrap(plan.payload());
      Durability durability = acknowledgesEarly ? Durability.none() : plan.durability();
      journal.attempted(thread, index);
      try {
        log.append(plan.tenant(), plan.recordType(), payload, durability, receipt);
      } catch (LogClosedException e) {
        journal.told(thread, index, Outcome.NOT_TAKEN);
        return;
      }
      journal.appended(thread, index, receipt.sequence());
      if (acknowledgesEarly) {
        journal.told(thread, index, Outcome.DURABLE);
        continue;
      }
      if (awaitIfAsked(log, plan, receipt.sequence())) {
        journal.told(thread, index, Outcome.DURABLE);
      }
      if (plan.pauses()) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static boolean awaitIfAsked(WriteAheadLog log, RecordPlan plan, long sequence) {
    switch (plan.durability()) {
      case Durability.Sync _ -> log.awaitDurable(sequence);
      case Durability.Interval _ when plan.awaits() -> log.awaitDurable(sequence);
      case Durability.None _ when plan.awaits() -> log.sync();
      case Durability.Interval _, Durability.None _ -> {
        return false;
      }
    }
    return true;
  }

  private void join(Thread writer) {
    try {
      writer.join(STUCK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (writer.isAlive()) {
      List<StackTraceElement> stack = List.of(writer.getStackTrace());
      journal.problem(writer.getName() + " waits for ever: " + stack);
    }
  }
}
