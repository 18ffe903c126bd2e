package dev.thermograph.properties.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.CrashImage;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.DirectoryLoss;
import dev.thermograph.properties.crash.ReplayCursor;
import dev.thermograph.wal.read.FrameCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Short lives of a log, and at every operation every subset of the unsynced sectors. */
final class EverySubsetTest {
  private static final int SECTORS_MAX = 10;
  private static final int ERA_COUNT = 2;
  private static final int STEP_COUNT_MAX = 5;
  private static final long STATES = Scale.choose(150_000, 5_000_000);
  private static final DirectoryLoss[] LOSSES = {DirectoryLoss.NONE, DirectoryLoss.ALL};

  private final StateJudge judge = new StateJudge(FrameCheck.CHECKSUM, Scenario.WINDOW_BYTES);
  private final List<String> findings = new ArrayList<>();
  private long states;
  private long positions;

  @Test
  void everySubsetOfUnsyncedSectorsRecovers() {
    for (long seed = 1; states < STATES; seed++) {
      Scenario scenario = new Scenario(new SplittableRandom(seed), ScenarioOptions.honest());
      List<Era> eras = scenario.live(ERA_COUNT, STEP_COUNT_MAX);
      assertThat(scenario.violation()).as("seed " + seed).isNull();
      for (Era era : eras) {
        explore(seed, era);
      }
    }
    System.out.println("CRASH every subset: " + states + " states at " + positions + " positions");
    assertThat(findings).isEmpty();
  }

  private void explore(long seed, Era era) {
    ReplayCursor cursor = era.timeline().replay();
    do {
      for (DirectoryLoss loss : LOSSES) {
        exploreAt(seed, era, cursor, loss);
      }
    } while (cursor.advance());
  }

  private void exploreAt(long seed, Era era, ReplayCursor cursor, DirectoryLoss loss) {
    CrashImage none = cursor.image(CrashMode.NOTHING_UNSYNCED, loss, new ScriptedSectors(0));
    int sectors = none.loss().lostSectors();
    if (sectors == 0 || sectors > SECTORS_MAX) {
      return;
    }
    positions++;
    for (long mask = 0; mask < 1L << sectors; mask++) {
      CrashImage image = cursor.image(CrashMode.SUBSET, loss, new ScriptedSectors(mask));
      assertThat(image.loss().lostSectors()).isEqualTo(sectors - Long.bitCount(mask));
      states++;
      Violation violation = judge.judge(image.files(), era.at(cursor.position()));
      if (violation != null) {
        findings.add(
            "seed=" + seed + " at " + cursor.position() + " mask=" + mask + ": " + violation);
      }
    }
  }
}
