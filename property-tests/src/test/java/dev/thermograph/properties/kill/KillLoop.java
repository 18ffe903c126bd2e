package dev.thermograph.properties.kill;

import dev.thermograph.properties.kill.RunJournal.Phase;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts {@link KillChild}, kills it at a random moment, judges what is left, and again.
 *
 * <p>All kills hit one directory, so each process recovers what its killed forerunner left. The
 * moments follow from the seed, as far as two processes on one machine can repeat anything.
 */
final class KillLoop {
  private static final long OPEN_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);
  private static final long CHILD_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_NANOS = 50_000;
  private static final int FILE_COUNT_MAX = 60;

  /** A clean opening and closing by this process now and then, so that the log also reopens. */
  private static final int REOPEN_EVERY = 10;

  /**
   * What a loop found.
   *
   * @param kills processes killed
   * @param killsByPhase what they were doing
   * @param cleanExits processes that were faster than the kill
   * @param lastSequence last sequence of the log in the end
   * @param promisesHeld acknowledged records that were looked for and found
   * @param openMillisMax slowest opening
   * @param problems what must not be, empty when all is well
   */
  record Result(
      int kills,
      Map<Phase, Integer> killsByPhase,
      int cleanExits,
      long lastSequence,
      long promisesHeld,
      long openMillisMax,
      List<String> problems) {}

  private final long seed;
  private final boolean planted;
  private final Path logDirectory;
  private final Path journalFile;
  private final Path output;
  private final SplittableRandom random;
  private final Ledger ledger;
  private final Map<Phase, Integer> killsByPhase = new EnumMap<>(Phase.class);
  private final List<String> problems = new ArrayList<>();
  private int cleanExits;
  private long promisesHeld;
  private long openNanosMax;

  KillLoop(Path directory, long seed, boolean planted) throws IOException {
    this.seed = seed;
    this.planted = planted;
    this.logDirectory = Files.createDirectories(directory).resolve("log");
    this.journalFile = directory.resolve("journal");
    this.output = directory.resolve("output.txt");
    this.random = new SplittableRandom(seed);
    this.ledger = new Ledger(seed, TestKeys.INSTANCE, false);
  }

  /** Kills so many processes, or stops at the first problem. */
  Result run(int killCount) throws IOException, InterruptedException {
    int kills = 0;
    for (int incarnation = 1; kills < killCount && problems.isEmpty(); incarnation++) {
      Files.deleteIfExists(journalFile);
      RunJournal journal = RunJournal.map(journalFile);
      if (startAndKill(incarnation, journal)) {
        kills++;
        killsByPhase.merge(journal.phase(), 1, Integer::sum);
      } else {
        cleanExits++;
      }
      judge(incarnation, journal);
    }
    return new Result(
        kills,
        killsByPhase,
        cleanExits,
        ledger.lastSequence(),
        promisesHeld,
        TimeUnit.NANOSECONDS.toMillis(openNanosMax),
        problems);
  }

  /** Returns false when the process ended by itself before. */
  private boolean startAndKill(int incarnation, RunJournal journal)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(logDirectory.toString());
    arguments.add(journalFile.toString());
    arguments.add(Long.toString(seed));
    arguments.add(Integer.toString(incarnation));
    if (planted) {
      arguments.add("early");
    }
    Process process = ChildJvm.start(output, KillChild.class, arguments);
    try {
      awaitMoment(process, journal);
    } finally {
      process.destroyForcibly();
    }
    return process.waitFor() != 0 && journal.problem().isEmpty();
  }

  /** Waits for a random moment of the opening, the writing or the closing. */
  private void awaitMoment(Process process, RunJournal journal) {
    int kind = random.nextInt(10);
    Phase phase = kind < 2 ? Phase.OPENING : kind < 9 ? Phase.WRITING : Phase.CLOSING;
    long withinMicros =
        switch (phase) {
          case OPENING -> 30_000;
          case CLOSING -> 4_000;
          case STARTED, WRITING, CLOSED -> 120_000;
        };
    long delayNanos = TimeUnit.MICROSECONDS.toNanos(random.nextLong(withinMicros));
    long limit = System.nanoTime() + CHILD_NANOS_MAX;
    while (journal.phase().compareTo(phase) < 0 && process.isAlive()) {
      if (System.nanoTime() - limit > 0) {
        journal.problem("the writing process did not get on, phase=" + journal.phase());
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    long killAt = System.nanoTime() + delayNanos;
    while (System.nanoTime() - killAt < 0 && process.isAlive()) {
      LockSupport.parkNanos(killAt - System.nanoTime());
    }
  }

  private void judge(int incarnation, RunJournal journal) throws IOException {
    int endBefore = (int) ledger.lastSequence();
    if (!journal.problem().isEmpty()) {
      problems.add(journal.problem() + "; output: " + Files.readString(output));
    }
    openNanosMax = Math.max(openNanosMax, journal.openNanos());
    if (openNanosMax > OPEN_NANOS_MAX) {
      problems.add("opening took too long: nanos=" + openNanosMax);
    }
    if (journal.openNanos() > 0 && journal.recoveredSequence() != endBefore) {
      problems.add(
          "the next process recovered another end: "
              + journal.recoveredSequence()
              + " of "
              + endBefore);
    }
    ledger.add(incarnation, journal);
    promisesHeld += ledger.promisedCount();
    if (Files.isDirectory(logDirectory)) {
      judgeFiles();
      if (incarnation % REOPEN_EVERY == 0 && problems.isEmpty()) {
        WriteAheadLog.open(logDirectory, KillChild.options()).close();
        judgeFiles();
      }
    }
    if (!problems.isEmpty()) {
      problems.add("seed=" + seed + " incarnation=" + incarnation + " phase=" + journal.phase());
    }
  }

  private void judgeFiles() throws IOException {
    try (DiskSegmentFiles files = DiskSegmentFiles.openReadOnly(logDirectory)) {
      if (files.list().size() > FILE_COUNT_MAX) {
        problems.add("files pile up: count=" + files.list().size());
      }
      problems.addAll(ledger.judge(files));
    }
  }
}
