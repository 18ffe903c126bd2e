package dev.thermograph.properties.kill;

import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.CrashTimeline;
import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.crash.ReplayCursor;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.SegmentFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ScriptedRun} on a disk that fails from one operation on, and what is found afterwards.
 *
 * @param position the first operation that fails, from 1; 0 for none
 * @param fault how it fails
 * @param length how many operations in a row fail
 * @param prepared segments prepared ahead
 * @param seed of contents, epochs and power cuts
 */
record FaultCase(long position, Fault fault, Length length, int prepared, long seed) {
  private static final int MAX_SECONDS = 20;
  private static final CrashMode[] MODES = CrashMode.values();

  /** How long the disk stays broken. */
  enum Length {
    ONCE(1),
    A_WHILE(7),
    FOR_EVER(Integer.MAX_VALUE);

    private final long operationCount;

    Length(long operationCount) {
      this.operationCount = operationCount;
    }
  }

  /**
   * What came of a case.
   *
   * @param operationCount operations that the script did
   * @param injectedCount how many of them went wrong
   * @param ended true when the script got to its end
   * @param poisonCount how often the log was poisoned
   * @param cutCount power cuts that were judged
   * @param problems what must not be
   */
  record Verdict(
      long operationCount,
      long injectedCount,
      boolean ended,
      int poisonCount,
      int cutCount,
      List<String> problems) {}

  /** Runs the script, then judges the killed process's files and {@code cutCount} power cuts. */
  Verdict judge(RunJournal journal, int cutCount, ExecutorService runner)
      throws InterruptedException {
    journal.clear();
    List<String> problems = new ArrayList<>();
    CrashRecordingFiles disk =
        CrashRecordingFiles.create(CrashRecordingFiles.SECTOR_BYTES, journal::outcomeCount);
    Plan plan = new Plan();
    boolean ended =
        run(
            runner,
            new ScriptedRun(
                options -> WriteAheadLog.open(plan.faulty(disk.reopen()), options),
                journal,
                seed,
                prepared,
                length == Length.FOR_EVER ? 8 : 8_000),
            problems);
    plan.end();
    if (!journal.problem().isEmpty()) {
      problems.add(journal.problem());
    }
    if (problems.isEmpty()) {
      judgeFiles(journal, disk, cutCount, problems);
    }
    if (length == Length.ONCE && !ended) {
      problems.add("the log did not go on after one failure");
    }
    return new Verdict(
        plan.operationCount,
        plan.injectedCount(),
        ended,
        journal.poisonCount(),
        cutCount,
        problems.stream()
            .map(problem -> problem + " in " + this + " " + journal.describeCounts())
            .toList());
  }

  private boolean run(ExecutorService runner, ScriptedRun script, List<String> problems)
      throws InterruptedException {
    Thread[] thread = new Thread[1];
    try {
      return runner
          .submit(
              () -> {
                thread[0] = Thread.currentThread();
                return script.run();
              })
          .get(MAX_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      problems.add("the script failed: " + cause + " " + List.of(cause.getStackTrace()));
    } catch (TimeoutException e) {
      problems.add("the script hangs: " + List.of(thread[0].getStackTrace()));
    }
    return false;
  }

  private void judgeFiles(
      RunJournal journal, CrashRecordingFiles disk, int cutCount, List<String> problems) {
    Ledger ledger = new Ledger(seed, TestKeys.INSTANCE, true);
    ledger.add(0, journal);
    CrashTimeline timeline = disk.timeline();
    judgeCuts(ledger, journal, timeline, cutCount, problems);
    problems.addAll(ledger.judge(disk.reopen()));
    if (problems.isEmpty()) {
      goOn(disk.fork(), problems);
    }
  }

  private void judgeCuts(
      Ledger ledger,
      RunJournal journal,
      CrashTimeline timeline,
      int cutCount,
      List<String> problems) {
    SplittableRandom random = new SplittableRandom(seed ^ position);
    TreeSet<Integer> places = new TreeSet<>();
    for (int cut = 0; cut < cutCount; cut++) {
      places.add(random.nextInt(timeline.operationCount() + 1));
    }
    ReplayCursor cursor = timeline.replay();
    for (int place : places) {
      while (cursor.position() < place) {
        cursor.advance();
      }
      CrashMode mode = MODES[random.nextInt(MODES.length)];
      var image = cursor.image(mode, random);
      int outcomeCount = (int) cursor.acked();
      List<String> found =
          ledger.judgeAt(image.files(), outcomeCount, journal.floorAt(outcomeCount));
      found.forEach(
          problem ->
              problems.add(
                  problem
                      + " after a power cut at operation "
                      + place
                      + " of "
                      + timeline.operationCount()
                      + ", "
                      + mode
                      + " "
                      + image.directoryLoss()));
    }
  }

  /** With a good disk the log takes records again. */
  private void goOn(SegmentFiles files, List<String> problems) {
    LogOptions options =
        LogOptions.defaults()
            .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
            .withPreparedSegmentCountMax(prepared);
    try (WriteAheadLog log = WriteAheadLog.open(files, options)) {
      long sequence = log.appendAndAwait(0, (byte) 1, java.nio.ByteBuffer.allocate(9));
      long before = log.recovered().lastSequence();
      if (sequence <= before) {
        problems.add("a sequence was given twice: " + sequence + " after " + before);
      }
    } catch (RuntimeException e) {
      problems.add("the log does not go on with a good disk: " + e);
    }
  }

  /** Counts operations over all openings of the log, and fails those of this case. */
  private final class Plan implements FaultPlan {
    private final List<FaultySegmentFiles> opened = new ArrayList<>();
    private long operationCount;
    private boolean over;

    synchronized SegmentFiles faulty(SegmentFiles files) {
      FaultySegmentFiles faulty = new FaultySegmentFiles(files, this);
      opened.add(faulty);
      return faulty;
    }

    @Override
    public synchronized @Nullable Fault faultFor(Occurrence occurrence) {
      operationCount++;
      boolean fails =
          !over
              && position > 0
              && operationCount >= position
              && operationCount - position < length.operationCount;
      return fails ? fault : null;
    }

    synchronized void end() {
      over = true;
    }

    synchronized long injectedCount() {
      return opened.stream().mapToLong(FaultySegmentFiles::injectedCount).sum();
    }
  }
}
