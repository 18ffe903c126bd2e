package dev.thermograph.wal.recovery;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.read.FrameChain;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the end of a log and decides whether it may be believed.
 *
 * <p>Follows the chain of frames through all segments; where it stops, {@link LossEvidence} looks
 * behind the stop for proof that more was durable. With proof the log is refused, without it the
 * rest is a torn tail. Only reads. Cost: one sequential read of the retained log and of the segment
 * it ends in.
 *
 * <p><b>Single-threaded.</b>
 */
public final class LogRecovery {
  private final SegmentRun run;
  private final FrameCursor cursor;
  private final FrameChain chain = new FrameChain();
  private final List<RecoveredSegment> recovered = new ArrayList<>();

  private LogRecovery(SegmentRun run, FrameCursor cursor) {
    this.run = run;
    this.cursor = cursor;
  }

  /**
   * Reads the whole retained log of a directory.
   *
   * @param cursor what to read with; its checks and window are the caller's choice
   * @throws LogCorruptedException when something durable is damaged or missing
   */
  public static RecoveredLog recover(SegmentFiles files, FrameCursor cursor) throws IOException {
    return recover(files, SegmentFiles::openForReading, cursor);
  }

  static RecoveredLog recover(SegmentFiles files, RecoverySource source, FrameCursor cursor)
      throws IOException {
    try (SegmentRun run = SegmentRun.open(files, source)) {
      LogRecovery recovery = new LogRecovery(run, cursor);
      return run.members().isEmpty() ? recovery.absent(List.of()) : recovery.follow();
    }
  }

  private RecoveredLog follow() throws IOException {
    if (!beginChain()) {
      return neverStarted();
    }
    int index = 0;
    followSegment(0);
    while (goesOnIn(index + 1)) {
      index++;
      followSegment(index);
    }
    long tornBytes = requireNoLossBehind(index);
    requireNothingMissing();
    return result(index, tornBytes);
  }

  private boolean beginChain() throws IOException {
    SegmentRun.Member first = run.members().getFirst();
    cursor.open(first.file(), first.requireHeader());
    return cursor.next() && chain.begin(cursor);
  }

  /** The first segment has no START: fine in a new directory, damage in any other. */
  private RecoveredLog neverStarted() throws IOException {
    SegmentRun.Member first = run.members().getFirst();
    if (first.number() != 1) {
      throw new LogCorruptedException(
          "the START of the log's first segment is damaged",
          first.file().name(),
          SegmentHeaderLayout.FIRST_FRAME_OFFSET,
          0,
          0);
    }
    LossEvidence evidence = new LossEvidence(cursor, 0, 0);
    for (SegmentRun.Member member : run.members()) {
      evidence.searchWhole(member);
    }
    evidence.throwIfFound(first.file().name(), SegmentHeaderLayout.FIRST_FRAME_OFFSET);
    return absent(run.members().stream().map(SegmentRun.Member::number).toList());
  }

  /** Accepts frames from the cursor's place on until one does not continue the chain. */
  private void followSegment(int index) throws IOException {
    SegmentHeader header = run.members().get(index).requireHeader();
    long previousSequence = chain.lastSequence();
    long firstTimestampMicros = chain.lastTimestampMicros();
    while (chain.lastType() != FrameType.SEAL && cursor.next() && chain.continuesWith(cursor)) {
      chain.accept(cursor);
    }
    recovered.add(
        new RecoveredSegment(
            header,
            LogPosition.offsetOf(chain.endPosition()),
            previousSequence,
            chain.lastSequence(),
            firstTimestampMicros,
            chain.lastTimestampMicros()));
  }

  /** Moves into the next segment when its START says that the log before it ends just here. */
  private boolean goesOnIn(int index) throws IOException {
    if (index >= run.members().size()) {
      requireSuccessorOfSeal();
      return false;
    }
    SegmentRun.Member next = run.members().get(index);
    if (next.header() == null) {
      return false;
    }
    cursor.open(next.file(), next.header());
    if (!cursor.next() || !chain.goesOnAt(cursor)) {
      return false;
    }
    chain.accept(cursor);
    return true;
  }

  private void requireSuccessorOfSeal() {
    SegmentRun.Member last = run.members().getLast();
    // A cut opening may have taken the name of the unused successor; then its spare is there.
    boolean isMissing = !run.spares().contains(SegmentNames.spare(last.number() + 1));
    if (chain.lastType() == FrameType.SEAL && isMissing) {
      throw new LogCorruptedException(
          Messages.format(
              "the log goes on in segment %d, whose file is missing", last.number() + 1),
          last.file().name(),
          LogPosition.offsetOf(chain.endPosition()),
          chain.lastSequence(),
          chain.lastSequence());
    }
  }

  /** Returns how many bytes of an unfinished tail stand behind the chain's end. */
  private long requireNoLossBehind(int index) throws IOException {
    LossEvidence evidence = new LossEvidence(cursor, chain.endPosition(), chain.lastSequence());
    SegmentRun.Member last = run.members().get(index);
    evidence.searchBehind(last, LogPosition.offsetOf(chain.endPosition()));
    for (SegmentRun.Member later : run.members().subList(index + 1, run.members().size())) {
      evidence.searchWhole(later);
    }
    evidence.throwIfFound(last.file().name(), LogPosition.offsetOf(chain.endPosition()));
    return evidence.tornBytes();
  }

  private void requireNothingMissing() {
    SegmentRun.Member first = run.members().getFirst();
    if (first.number() > chain.releasedBefore()) {
      throw new LogCorruptedException(
          Messages.format(
              "segments %d to %d are missing and were never released",
              chain.releasedBefore(), first.number() - 1),
          first.file().name(),
          0,
          recovered.getFirst().previousSequence(),
          chain.lastSequence());
    }
  }

  private RecoveredLog result(int index, long tornBytes) {
    List<Long> unused =
        run.members().subList(index + 1, run.members().size()).stream()
            .map(SegmentRun.Member::number)
            .toList();
    List<Long> leftovers = new ArrayList<>(run.numbersBefore());
    List<RecoveredSegment> retained = new ArrayList<>();
    for (RecoveredSegment segment : recovered) {
      if (segment.number() < chain.releasedBefore()) {
        leftovers.add(segment.number());
      } else {
        retained.add(segment);
      }
    }
    return new RecoveredLog(
        endOf(tornBytes),
        List.copyOf(retained),
        chain.endPosition(),
        chain.lastSequence(),
        chain.lastTimestampMicros(),
        chain.releasedBefore(),
        unused,
        List.copyOf(leftovers),
        List.copyOf(run.spares()));
  }

  private LogEnd endOf(long tornBytes) {
    if (tornBytes > 0) {
      return new LogEnd.TornTail(tornBytes);
    }
    return chain.lastType() == FrameType.CLOSE ? new LogEnd.Closed() : new LogEnd.Unclosed();
  }

  private RecoveredLog absent(List<Long> unusedSegments) {
    return new RecoveredLog(
        new LogEnd.Absent(),
        List.of(),
        0,
        0,
        0,
        1,
        unusedSegments,
        List.of(),
        List.copyOf(run.spares()));
  }
}
