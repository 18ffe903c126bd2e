package dev.thermograph.properties.explore;

import dev.thermograph.properties.crash.CrashImage;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.DirectoryLoss;
import dev.thermograph.properties.crash.ReplayCursor;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the power at every operation of scenarios and judges what recovery makes of it.
 *
 * <p>Each state has an address: seed, era, position in the era's timeline, and draw. The same
 * address and options give the same state on any machine. <b>Single-threaded.</b>
 */
final class CrashExplorer {
  private static final CrashMode[] DRAWN = {
    CrashMode.PREFIX, CrashMode.SUBSET, CrashMode.TORN, CrashMode.GARBAGE
  };

  private static final int ERA_COUNT = 4;
  private static final int STEP_COUNT_MAX = 24;
  private static final int DRAWS_EACH = 12;

  /** One state of so many is also opened, written to, and cut again. */
  private static final int GO_ON_EVERY = 256;

  private static final int GO_ON_STEPS_MAX = 5;
  private static final int GO_ON_CUTS = 12;

  private static final int DESCRIBED_COUNT = 20;
  private static final int DRAW_NOTHING = 0;
  private static final int DRAW_KILL = 1;
  private static final int DRAW_FIRST = 2;

  /** Precedes a state's address in a finding. */
  static final String REPLAY = "-Dthermograph.replay=";

  private final ScenarioOptions options;
  private final StateJudge judge;
  private final Tally tally = new Tally();

  CrashExplorer(ScenarioOptions options) {
    this.options = options;
    this.judge = new StateJudge(options.check(), Scenario.WINDOW_BYTES);
  }

  Tally tally() {
    return tally;
  }

  /** Explores one scenario. */
  void explore(long seed) {
    tally.countScenario();
    Scenario scenario = new Scenario(new SplittableRandom(seed), options);
    List<Era> eras = scenario.live(ERA_COUNT, STEP_COUNT_MAX);
    Violation living = scenario.violation();
    if (living != null) {
      Era last = eras.getLast();
      report(seed, eras.size() - 1, last.timeline().operationCount(), -1, "LIVE", living);
    }
    for (int era = 0; era < eras.size(); era++) {
      exploreEra(seed, era, eras.get(era));
    }
  }

  private void exploreEra(long seed, int eraIndex, Era era) {
    ReplayCursor cursor = era.timeline().replay();
    do {
      tally.countOperation();
      boolean canLose = exploreDraw(seed, eraIndex, era, cursor, DRAW_NOTHING);
      if (canLose) {
        for (int draw = DRAW_KILL; draw < DRAW_FIRST + DRAWS_EACH; draw++) {
          exploreDraw(seed, eraIndex, era, cursor, draw);
        }
      }
    } while (cursor.advance());
  }

  /** Explores the state of an address again; returns what is wrong with it, or null. */
  @Nullable String replay(String address) {
    String[] parts = address.split(":", -1);
    long seed = Long.parseLong(parts[0]);
    int eraIndex = Integer.parseInt(parts[1]);
    int position = Integer.parseInt(parts[2]);
    int draw = Integer.parseInt(parts[3]);
    Scenario scenario = new Scenario(new SplittableRandom(seed), options);
    List<Era> eras = scenario.live(ERA_COUNT, STEP_COUNT_MAX);
    if (draw < 0) {
      Violation living = scenario.violation();
      return living == null ? null : living.toString();
    }
    Era era = eras.get(eraIndex);
    ReplayCursor cursor = era.timeline().replay();
    while (cursor.position() < position) {
      cursor.advance();
    }
    int before = tally.findings().size();
    exploreDraw(seed, eraIndex, era, cursor, draw);
    return tally.findings().size() == before ? null : tally.findings().getLast();
  }

  /** The operations before a state, for a reader of a failure. */
  List<String> describe(String address) {
    String[] parts = address.split(":", -1);
    int position = Integer.parseInt(parts[2]);
    return eras(Long.parseLong(parts[0]))
        .get(Integer.parseInt(parts[1]))
        .describe(position - DESCRIBED_COUNT, position + 1);
  }

  /** The life of one seed. */
  List<Era> eras(long seed) {
    return new Scenario(new SplittableRandom(seed), options).live(ERA_COUNT, STEP_COUNT_MAX);
  }

  /** Returns whether the disk held anything that a power cut could take. */
  private boolean exploreDraw(long seed, int eraIndex, Era era, ReplayCursor cursor, int draw) {
    long address = address(seed, eraIndex, cursor.position(), draw);
    SplittableRandom random = new SplittableRandom(address);
    Expectation expected = era.at(cursor.position());
    CrashRecordingFiles files;
    String mode;
    boolean lost = true;
    if (draw == DRAW_KILL) {
      files = cursor.processKill();
      mode = "KILL";
      tally.countKill();
    } else {
      CrashImage image = image(cursor, draw, random);
      files = image.files();
      mode = image.mode() + "/" + image.directoryLoss();
      lost = image.loss().isAny();
      tally.countImage(image);
    }
    Violation violation = judge.judge(files, expected);
    if (violation == null && Long.remainderUnsigned(address, GO_ON_EVERY) == 0) {
      Expectation base = draw == DRAW_KILL ? expected : judge.settle(expected);
      violation = goOn(files, base, random);
    }
    if (violation != null) {
      report(seed, eraIndex, cursor.position(), draw, mode, violation);
    }
    return lost;
  }

  private static CrashImage image(ReplayCursor cursor, int draw, SplittableRandom random) {
    return draw == DRAW_NOTHING
        ? cursor.image(CrashMode.NOTHING_UNSYNCED, DirectoryLoss.ALL, random)
        : cursor.image(DRAWN[(draw - DRAW_FIRST) % DRAWN.length], random);
  }

  /** Opens the state, writes on, and cuts the power again. */
  private @Nullable Violation goOn(
      CrashRecordingFiles files, Expectation base, SplittableRandom random) {
    tally.countGoneOnWith();
    Scenario scenario = new Scenario(random, options);
    Era era = scenario.liveOn(files, base, GO_ON_STEPS_MAX);
    Violation living = scenario.violation();
    if (living != null) {
      return living.during("going on");
    }
    for (int cut = 0; cut < GO_ON_CUTS; cut++) {
      int position = random.nextInt(era.timeline().operationCount() + 1);
      CrashMode mode = DRAWN[cut % DRAWN.length];
      CrashImage image = era.timeline().imageAt(position, mode, random);
      tally.countImage(image);
      Violation violation = judge.judge(image.files(), era.at(position));
      if (violation != null) {
        return violation.during("going on, cut " + mode + " at " + position);
      }
    }
    return null;
  }

  private void report(
      long seed, int era, int position, int draw, String mode, Violation violation) {
    String address = REPLAY + seed + ":" + era + ":" + position + ":" + draw;
    tally.add(
        violation.kind(),
        violation
            + "\n  seed="
            + seed
            + " era="
            + era
            + " operation="
            + position
            + " mode="
            + mode
            + "\n  replay: ./mvnw -pl property-tests -am test -Dtest=CrashExplorerReplayTest"
            + " "
            + address);
  }

  private static long address(long seed, int era, int position, int draw) {
    long mixed = seed * 0x9e3779b97f4a7c15L + era;
    mixed = (mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L + position;
    mixed = (mixed ^ (mixed >>> 32)) * 0x94d049bb133111ebL + draw;
    return mixed ^ (mixed >>> 31);
  }
}
