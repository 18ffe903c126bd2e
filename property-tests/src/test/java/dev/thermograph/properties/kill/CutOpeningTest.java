package dev.thermograph.properties.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.CrashTimeline;
import dev.thermograph.properties.crash.ReplayCursor;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A process is killed, the next one opens the log and is cut down, too: at every operation of both,
 * by a kill or by a power cut.
 *
 * <p>Two stories are behind it. An opening renamed the segments that were prepared and unused, the
 * lowest first: cut in between, it left a hole in the numbers, behind which the log was not looked
 * for. And behind a SEAL, taking the name of the unused successor left a log whose next segment "is
 * missing". Either way the log never opened again, after nothing worse than two kills.
 */
@Timeout(60 * 60)
final class CutOpeningTest {
  private static final CrashMode[] MODES = CrashMode.values();
  private static final int PREPARED = 3;

  private final long seed = Scale.seed();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final RunJournal journal = RunJournal.inMemory();
  private final Ledger ledger = new Ledger(seed, TestKeys.INSTANCE, true);
  private final List<String> problems = new ArrayList<>();
  private int cuts;

  @Test
  void anOpeningMayBeCutAtEveryOperation() {
    CrashTimeline life = run();
    ledger.add(0, journal);
    ReplayCursor cursor = life.replay();
    do {
      CrashRecordingFiles killed = cursor.processKill();
      int outcomes = (int) cursor.acked();
      cutOpening(killed, outcomes, "killed at operation " + cursor.position());
    } while (problems.isEmpty() && cursor.advance());
    System.out.println("cut openings: seed=" + seed + " cuts=" + cuts);
    assertThat(problems).as("seed=%d", seed).isEmpty();
  }

  private CrashTimeline run() {
    CrashRecordingFiles disk =
        CrashRecordingFiles.create(CrashRecordingFiles.SECTOR_BYTES, journal::outcomeCount);
    new ScriptedRun(
            options -> WriteAheadLog.open(disk.reopen(), options), journal, seed, PREPARED, 100)
        .run();
    return disk.timeline();
  }

  private void cutOpening(CrashRecordingFiles killed, int outcomes, String story) {
    LogOptions options =
        LogOptions.defaults()
            .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
            .withPreparedSegmentCountMax(0)
            .withKeys(TestKeys.INSTANCE)
            .withRandom(new Random(seed));
    WriteAheadLog.open(killed.reopen(), options).close();
    ReplayCursor cursor = killed.timeline().replay();
    do {
      String both = story + ", then at operation " + cursor.position() + " of the opening";
      judge(cursor.processKill(), outcomes, both);
      for (int cut = 0; cut < Scale.count(1, 20); cut++) {
        CrashMode mode = MODES[random.nextInt(MODES.length)];
        judge(cursor.image(mode, random).files(), outcomes, both + ", power cut " + mode);
      }
    } while (cursor.advance());
  }

  private void judge(CrashRecordingFiles files, int outcomes, String story) {
    cuts++;
    for (String problem : ledger.judgeAt(files, outcomes, journal.floorAt(outcomes))) {
      problems.add(problem + " when " + story);
    }
  }
}
