package dev.thermograph.properties.explore;

import dev.thermograph.error.ThermographException;
import dev.thermograph.properties.crash.CrashImage;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.explore.Violation.Kind;
import dev.thermograph.wal.flush.GroupCommit;
import dev.thermograph.wal.flush.GroupCommitOptions;
import dev.thermograph.wal.flush.SteppedLog;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The life of one log from a seed: eras that end in power cuts, in each of them some processes that
 * open the log, use it, and close it or are killed. The same seed and options give the same life,
 * byte for byte. <b>Single-threaded.</b>
 */
final class Scenario {
  /** Enough for every segment of a scenario in one read. */
  static final int WINDOW_BYTES = 128 * 1024;

  private static final CrashMode[] MODES = CrashMode.values();
  private static final int[] SEGMENT_BLOCKS = {11, 12, 12, 14, 16, 16, 24};
  private static final int BATCH_BYTES = 8 * 1024;
  private static final int OPENING_TRIES_MAX = 6;
  private static final int LIVES_MAX = 4;

  private final SplittableRandom random;
  private final ScenarioOptions options;
  private final StateJudge judge;
  private final FrameCursor cursor;
  private final SteppedClock clock = new SteppedClock();
  private final ScenarioFaults faults;
  private @Nullable Violation violation;
  private int cutPosition;

  Scenario(SplittableRandom random, ScenarioOptions options) {
    this.random = random;
    this.options = options;
    this.judge = new StateJudge(FrameCheck.CHECKSUM, WINDOW_BYTES);
    this.cursor = new FrameCursor(FrameCheck.CHECKSUM, WINDOW_BYTES);
    this.faults = new ScenarioFaults(options.lies(), random.split());
  }

  /** What went wrong while living, or null. Then the life ended there. */
  @Nullable Violation violation() {
    return violation;
  }

  /** Lives from an empty directory on. */
  List<Era> live(int eraCount, int stepCountMax) {
    List<Era> eras = new ArrayList<>();
    CrashRecordingFiles disk = CrashRecordingFiles.create(options.sectorBytes(), () -> 0);
    Expectation base = new Expectation(new RecordTable(), 0, 1);
    while (true) {
      Era era = liveOn(disk, base, stepCountMax);
      eras.add(era);
      if (eras.size() == eraCount || violation != null) {
        return eras;
      }
      CrashImage cut = cutPower(era);
      Expectation expected = era.at(cutPosition);
      violation = judge.judge(cut.files(), expected);
      if (violation != null) {
        return eras;
      }
      disk = cut.files();
      base = judge.settle(expected);
    }
  }

  /** Lives on to an orderly end; returns null when something went wrong on the way. */
  @Nullable FinishedLog finish(int eraCount, int stepCountMax, Ending ending) throws IOException {
    List<Era> eras = live(eraCount, stepCountMax);
    if (violation != null) {
      return null;
    }
    Era era = eras.getLast();
    CrashImage cut = cutPower(era);
    violation = judge.judge(cut.files(), era.at(cutPosition));
    if (violation != null) {
      return null;
    }
    EraRecorder recorder = new EraRecorder(judge.settle(era.at(cutPosition)));
    CrashRecordingFiles disk = cut.files().fork(recorder);
    FaultySegmentFiles files = new FaultySegmentFiles(disk, faults);
    SteppedLog log = open(files, recorder);
    if (log == null) {
      return null;
    }
    LogLife life = new LogLife(log, recorder, clock, faults, options.withoutFaults(), random);
    for (int step = 0; step < stepCountMax; step++) {
      life.step();
    }
    switch (ending) {
      case CLOSED -> life.close();
      case IDLE -> life.becomeIdle();
      case KILLED -> life.kill();
    }
    DamagedFiles last = DamagedFiles.copyOf(disk);
    violation =
        judge.judge(last, new Expectation(recorder.table(), recorder.acked(), recorder.floor()));
    return violation == null
        ? FinishedLog.of(last, judge, recorder.table(), recorder.acked())
        : null;
  }

  private CrashImage cutPower(Era era) {
    int count = era.timeline().operationCount();
    cutPosition =
        random.nextInt(3) == 0
            ? random.nextInt(count + 1)
            : count - random.nextInt(Math.max(1, count / 4));
    return era.timeline().imageAt(cutPosition, MODES[random.nextInt(MODES.length)], random);
  }

  /**
   * Lives on, until the next power cut.
   *
   * @param base what the disk has to keep; after a power cut what it has is durable, so that is all
   */
  Era liveOn(CrashRecordingFiles start, Expectation base, int stepCountMax) {
    EraRecorder recorder = new EraRecorder(base);
    CrashRecordingFiles disk = start.fork(recorder);
    int lives = 1 + random.nextInt(LIVES_MAX);
    for (int life = 0; life < lives && violation == null; life++) {
      liveOnce(disk, recorder, 1 + random.nextInt(stepCountMax));
    }
    return recorder.finish(disk);
  }

  private void liveOnce(CrashRecordingFiles disk, EraRecorder recorder, int stepCount) {
    FaultySegmentFiles files = new FaultySegmentFiles(disk.reopen(), faults);
    SteppedLog log = open(files, recorder);
    if (log == null) {
      return;
    }
    LogLife life = new LogLife(log, recorder, clock, faults, options, random);
    for (int step = 0; step < stepCount && !life.isPoisoned(); step++) {
      life.step();
    }
    leave(life, files);
    recorder.left();
    faults.clear();
  }

  private void leave(LogLife life, FaultySegmentFiles files) {
    int way = random.nextInt(16);
    if (life.isPoisoned() || way < 5) {
      life.kill();
    } else if (way < 7) {
      life.becomeIdle();
    } else {
      life.close();
    }
    if (way % 4 == 0) {
      faults.clear();
      violation = life.readAll(files);
    }
  }

  private @Nullable SteppedLog open(FaultySegmentFiles files, EraRecorder recorder) {
    int segmentBytes =
        SEGMENT_BLOCKS[random.nextInt(SEGMENT_BLOCKS.length)] * FrameLayout.BLOCK_BYTES;
    GroupCommitOptions commitOptions = commitOptions(segmentBytes);
    if (options.withFaults() && random.nextInt(8) == 0) {
      faults.orderWriteFaults(random.nextInt(3), 1);
    }
    for (int attempt = 0; attempt < OPENING_TRIES_MAX; attempt++) {
      try {
        SteppedLog log = SteppedLog.open(files, cursor, segmentBytes, random, commitOptions);
        adopt(files, log, recorder);
        return violation == null ? log : null;
      } catch (IOException e) {
        faults.clear(); // the next attempt is a new process
      } catch (ThermographException e) {
        violation = new Violation(Kind.FALSE_CORRUPTION, "opening: " + e);
        return null;
      }
    }
    throw new IllegalStateException("opening fails again and again");
  }

  /** What the writer took over must be right, and what recovery shows now. */
  private void adopt(FaultySegmentFiles files, SteppedLog log, EraRecorder recorder) {
    RecordTable before = recorder.table();
    Violation found =
        judge.judge(files, new Expectation(before, recorder.acked(), recorder.floor()));
    if (found == null && judge.recovered().lastSequence() != log.recovered().lastSequence()) {
      found =
          new Violation(
              Kind.UNREADABLE,
              "the writer goes on from "
                  + log.recovered().lastSequence()
                  + ", readers see "
                  + judge.recovered().lastSequence());
    }
    if (found == null) {
      recorder.opened(log, judge.adopt(before));
    } else {
      violation = found.during("after opening");
    }
  }

  private GroupCommitOptions commitOptions(int segmentBytes) {
    int payloadMax = GroupCommit.payloadBytesMax(segmentBytes);
    return new GroupCommitOptions(
        Math.min(BATCH_BYTES, payloadMax),
        payloadMax,
        random.nextInt(3),
        options.syncUnitBytes(),
        LogLife.TRAILER_AFTER_NANOS,
        0,
        clock);
  }
}
