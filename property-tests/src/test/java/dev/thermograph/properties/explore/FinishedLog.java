package dev.thermograph.properties.explore;

import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.recovery.RecoveredSegment;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A log that nobody writes any more, and what each of its bytes is good for. Immutable; {@link
 * #files} is copied before it is damaged.
 */
final class FinishedLog {
  /** What a byte is good for. */
  enum Use {
    /** Part of the log, and something durable behind it says so: damage has to be found. */
    PROVEN,
    /** Part of the log's last group, which nothing proves. */
    UNPROVEN,
    /**
     * A released segment whose file was not taken away before the end: read on the way to the log's
     * first needed segment.
     */
    LEFTOVER,
    /** Not part of the log: behind its end, in spare or unused files, behind a SEAL. */
    OUTSIDE
  }

  /**
   * Neighbouring bytes of one use in one file.
   *
   * @param from first offset
   * @param to offset behind the last byte
   */
  record Range(String file, int from, int to, Use use) {
    int bytes() {
      return to - from;
    }
  }

  private final DamagedFiles files;
  private final Expectation expected;
  private final List<Range> ranges;
  private final long unprovenRecords;
  private final long unackedRecords;

  private FinishedLog(
      DamagedFiles files,
      Expectation expected,
      List<Range> ranges,
      long unprovenRecords,
      long unackedRecords) {
    this.files = files;
    this.expected = expected;
    this.ranges = ranges;
    this.unprovenRecords = unprovenRecords;
    this.unackedRecords = unackedRecords;
  }

  DamagedFiles files() {
    return files;
  }

  /** Exactly the records that are in it. */
  Expectation expected() {
    return expected;
  }

  List<Range> ranges() {
    return ranges;
  }

  /** How many records were reported as durable and nothing behind them proves it. */
  long unprovenRecords() {
    return unprovenRecords;
  }

  /** How many records were never reported as durable, so that nothing need prove them. */
  long unackedRecords() {
    return unackedRecords;
  }

  /** Looks at a log of which the judge has just recovered the records that the table has. */
  static FinishedLog of(DamagedFiles files, StateJudge judge, RecordTable table, long acked)
      throws IOException {
    RecoveredLog log = judge.recovered();
    FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, Scenario.WINDOW_BYTES);
    long proven = 0;
    for (RecoveredSegment segment : log.segments()) {
      try (SegmentFile _ = open(files, segment, cursor)) {
        while (cursor.nextOffset() < segment.endOffset() && cursor.next()) {
          proven = Math.max(proven, cursor.syncedUpTo());
        }
      }
    }
    long unproven = 0;
    long unacked = 0;
    for (RecoveredSegment segment : log.segments()) {
      try (SegmentFile _ = open(files, segment, cursor)) {
        while (cursor.nextOffset() < segment.endOffset() && cursor.next()) {
          if (cursor.type() == FrameType.DATA && cursor.position() >= proven) {
            unproven += cursor.sequence() <= acked ? 1 : 0;
            unacked += cursor.sequence() <= acked ? 0 : 1;
          }
        }
      }
    }
    long released = log.segments().isEmpty() ? 0 : log.segments().getFirst().previousSequence();
    Expectation expected = new Expectation(judge.adopt(table), log.lastSequence(), released + 1);
    return new FinishedLog(files, expected, rangesOf(files, log, proven), unproven, unacked);
  }

  private static SegmentFile open(DamagedFiles files, RecoveredSegment segment, FrameCursor cursor)
      throws IOException {
    SegmentFile file = files.openForReading(SegmentNames.segment(segment.number()));
    cursor.open(file, segment.header());
    return file;
  }

  private static List<Range> rangesOf(DamagedFiles files, RecoveredLog log, long proven)
      throws IOException {
    List<Range> ranges = new ArrayList<>();
    List<String> names = new ArrayList<>(files.list());
    for (RecoveredSegment segment : log.segments()) {
      String name = SegmentNames.segment(segment.number());
      names.remove(name);
      int first = SegmentHeaderLayout.FIRST_FRAME_OFFSET;
      int end = segment.endOffset();
      int provenEnd =
          LogPosition.segmentOf(proven) > segment.number()
              ? end
              : LogPosition.segmentOf(proven) < segment.number() ? 0 : LogPosition.offsetOf(proven);
      int split = Math.max(provenEnd, 0);
      add(ranges, name, 0, provenEnd > first ? split : 0, Use.PROVEN);
      add(ranges, name, provenEnd > first ? split : 0, end, Use.UNPROVEN);
      add(ranges, name, end, files.bytes(name).length, Use.OUTSIDE);
    }
    for (long released : log.leftoverSegments()) {
      String name = SegmentNames.segment(released);
      names.remove(name);
      add(ranges, name, 0, files.bytes(name).length, Use.LEFTOVER);
    }
    for (String name : names) {
      add(ranges, name, 0, files.bytes(name).length, Use.OUTSIDE);
    }
    return List.copyOf(ranges);
  }

  private static void add(List<Range> ranges, String file, int from, int to, Use use) {
    if (to > from) {
      ranges.add(new Range(file, from, to, use));
    }
  }
}
