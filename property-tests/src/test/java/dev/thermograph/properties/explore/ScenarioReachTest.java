package dev.thermograph.properties.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.properties.crash.ReplayCursor;
import dev.thermograph.properties.crash.TimelineEntry;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.recovery.LogEnd;
import dev.thermograph.wal.recovery.LogRecovery;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.recovery.RecoveredSegment;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Scenarios go everywhere: what they never did, no power cut would find. */
final class ScenarioReachTest {
  private static final int SCENARIOS = 60;
  private static final int EVERY = 16;

  private final FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, Scenario.WINDOW_BYTES);
  private final EnumSet<FrameType> types = EnumSet.noneOf(FrameType.class);
  private final Set<Class<?>> ends = new HashSet<>();
  private boolean unused;
  private boolean leftover;
  private boolean spare;
  private boolean released;
  private boolean failedSync;
  private boolean recycled;
  private int segmentsMax;

  @Test
  void scenariosMeetEverySituation() throws IOException {
    for (long seed = 1; seed <= SCENARIOS; seed++) {
      Scenario scenario = new Scenario(new SplittableRandom(seed), ScenarioOptions.honest());
      for (Era era : scenario.live(4, 24)) {
        look(era.timeline().entries());
        ReplayCursor replay = era.timeline().replay();
        do {
          if (replay.position() % EVERY == 0) {
            look(replay.processKill());
          }
        } while (replay.advance());
      }
      assertThat(scenario.violation()).isNull();
    }
    assertThat(types).isEqualTo(EnumSet.allOf(FrameType.class));
    assertThat(ends)
        .containsExactlyInAnyOrder(
            LogEnd.Absent.class, LogEnd.Closed.class, LogEnd.Unclosed.class, LogEnd.TornTail.class);
    assertThat(unused).as("prepared segments that were not used").isTrue();
    assertThat(leftover).as("released segments whose files are still there").isTrue();
    assertThat(spare).as("spare files").isTrue();
    assertThat(released).as("logs that do not begin at sequence 1").isTrue();
    assertThat(recycled).as("files that were used again").isTrue();
    assertThat(failedSync).as("syncs that failed").isTrue();
    assertThat(segmentsMax).as("segments of a log").isGreaterThan(3);
  }

  private void look(List<TimelineEntry> entries) {
    for (TimelineEntry entry : entries) {
      failedSync |= entry.failed();
      recycled |=
          entry.kind() == OperationKind.RENAME
              && entry.file().startsWith("spare-")
              && !entry.file().startsWith(SegmentNames.UNFINISHED);
    }
  }

  private void look(SegmentFiles files) throws IOException {
    RecoveredLog log = LogRecovery.recover(files, cursor);
    ends.add(log.end().getClass());
    unused |= !log.unusedSegments().isEmpty();
    leftover |= !log.leftoverSegments().isEmpty();
    spare |= !log.spares().isEmpty();
    segmentsMax = Math.max(segmentsMax, log.segments().size());
    for (RecoveredSegment segment : log.segments()) {
      released |= segment.previousSequence() > 0 && segment.equals(log.segments().getFirst());
      try (SegmentFile file = files.openForReading(SegmentNames.segment(segment.number()))) {
        cursor.open(file, segment.header());
        while (cursor.nextOffset() < segment.endOffset() && cursor.next()) {
          types.add(cursor.type());
        }
      }
    }
  }
}
