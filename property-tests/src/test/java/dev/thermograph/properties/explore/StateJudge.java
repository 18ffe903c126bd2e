package dev.thermograph.properties.explore;

import dev.thermograph.error.ThermographException;
import dev.thermograph.properties.explore.Violation.Kind;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.recovery.LogRecovery;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.recovery.RecoveredSegment;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Recovers a disk state with production code and compares the result with the model.
 *
 * <p><b>Single-threaded.</b> Hot path: millions of states; buffers are reused.
 */
final class StateJudge {
  private final FrameCursor cursor;

  /** Recovery has checked the bytes already, so reading them again need not. */
  private final FrameCursor reading;

  private final BitSet present = new BitSet();
  private @Nullable RecoveredLog recovered;

  /** A judge whose recovery checks frames like this and reads in windows of this size. */
  StateJudge(FrameCheck check, int windowBytes) {
    this.cursor = new FrameCursor(check, windowBytes);
    this.reading = new FrameCursor(FrameCheck.HEADER_ONLY, windowBytes);
  }

  /** What is wrong with the state, or null. */
  @Nullable Violation judge(SegmentFiles files, Expectation expected) {
    present.clear();
    recovered = null;
    try {
      RecoveredLog log = LogRecovery.recover(files, cursor);
      recovered = log;
      return compare(files, log, expected);
    } catch (ThermographException e) {
      return new Violation(Kind.FALSE_CORRUPTION, e.toString());
    } catch (IOException | RuntimeException e) {
      return new Violation(Kind.UNREADABLE, e.toString());
    }
  }

  /** What recovery found in the state judged last. */
  RecoveredLog recovered() {
    RecoveredLog log = recovered;
    if (log == null) {
      throw new IllegalStateException("nothing was recovered");
    }
    return log;
  }

  /** What the state judged last has to keep when all that is in it is durable. */
  Expectation settle(Expectation expected) {
    return new Expectation(adopt(expected.table()), recovered().lastSequence(), expected.floor());
  }

  /** What a log that goes on from the state judged last has in it. */
  RecordTable adopt(RecordTable before) {
    BitSet kept = (BitSet) present.clone();
    RecoveredLog log = recovered();
    for (int released = 1; released <= releasedUpTo(log); released++) {
      kept.set(released, before.content(released) != null);
    }
    return before.after(kept, log.lastSequence());
  }

  private static long releasedUpTo(RecoveredLog log) {
    return log.segments().isEmpty() ? 0 : log.segments().getFirst().previousSequence();
  }

  private @Nullable Violation compare(SegmentFiles files, RecoveredLog log, Expectation expected)
      throws IOException {
    long last = releasedUpTo(log);
    if (last >= expected.floor()) {
      return new Violation(
          Kind.LOST, "released although needed: upTo=" + last + " floor=" + expected.floor());
    }
    for (RecoveredSegment segment : log.segments()) {
      try (SegmentFile file = files.openForReading(SegmentNames.segment(segment.number()))) {
        reading.open(file, segment.header());
        while (reading.nextOffset() < segment.endOffset()) {
          if (!reading.next()) {
            return new Violation(
                Kind.UNREADABLE, "accepted frame does not read: at=" + reading.nextPosition());
          }
          if (reading.type() == FrameType.DATA) {
            Violation violation = compareRecord(last + 1, expected);
            if (violation != null) {
              return violation;
            }
            last = reading.sequence();
          }
        }
      }
    }
    Violation violation = compareVoid(last + 1, log.lastSequence(), expected);
    if (violation == null && log.lastSequence() < expected.acked()) {
      return new Violation(
          Kind.LOST, "log ends at " + log.lastSequence() + " acked=" + expected.acked());
    }
    return violation;
  }

  private @Nullable Violation compareRecord(long next, Expectation expected) {
    long sequence = reading.sequence();
    if (sequence < next) {
      return new Violation(Kind.PHANTOM, "sequence goes back: " + sequence + " next=" + next);
    }
    Violation violation = compareVoid(next, sequence - 1, expected);
    if (violation != null) {
      return violation;
    }
    Content content = expected.table().content(sequence);
    if (content == null) {
      return new Violation(Kind.PHANTOM, "never appended or void: sequence=" + sequence);
    }
    if (sequence <= expected.acked() && expected.table().isVoidable(sequence)) {
      return new Violation(Kind.PHANTOM, "refused, and there: sequence=" + sequence);
    }
    if (!content.isAt(reading)) {
      return new Violation(Kind.PHANTOM, "other content: sequence=" + sequence);
    }
    present.set((int) sequence);
    return null;
  }

  private static @Nullable Violation compareVoid(long first, long last, Expectation expected) {
    for (long sequence = first; sequence <= last; sequence++) {
      if (!expected.table().isVoidable(sequence)) {
        return new Violation(
            sequence <= expected.acked() ? Kind.LOST : Kind.PHANTOM,
            "a hole where nothing was refused: sequence=" + sequence + " last=" + last);
      }
    }
    return null;
  }
}
