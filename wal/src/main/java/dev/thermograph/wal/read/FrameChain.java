package dev.thermograph.wal.read;

import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.ReleaseLayout;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.format.v1.SegmentStartLayout;
import dev.thermograph.wal.format.v1.VoidLayout;

/**
 * The rules by which valid frames follow each other (docs/formats/wal-v1.md, section 3).
 *
 * <p><b>Single-threaded.</b> Hot path.
 */
public final class FrameChain {
  private long lastSequence;
  private long lastTimestampMicros;
  private long endPosition;
  private long releasedBefore;
  private FrameType lastType = FrameType.SEAL;

  /** A chain that has not begun: the first START gives it its sequence. */
  public FrameChain() {}

  /** A chain that goes on behind a known sequence, for frames whose START was left out. */
  public FrameChain(long lastSequence, long lastTimestampMicros) {
    this.lastSequence = lastSequence;
    this.lastTimestampMicros = lastTimestampMicros;
  }

  /** Takes over what the first retained segment's START says of the log before it. */
  public boolean begin(FrameCursor start) {
    if (start.type() != FrameType.START || !startsSegment(start)) {
      return false;
    }
    lastSequence = start.sequence();
    lastTimestampMicros = start.timestampMicros();
    accept(start);
    return true;
  }

  /** True when the cursor's frame is the START of the segment that goes on behind this chain. */
  public boolean goesOnAt(FrameCursor start) {
    return start.type() == FrameType.START
        && startsSegment(start)
        && previousEnd(start) == endPosition
        && start.sequence() == lastSequence
        && start.timestampMicros() >= lastTimestampMicros;
  }

  /** True when the cursor's frame follows the last accepted one in the same segment. */
  public boolean continuesWith(FrameCursor frame) {
    if (frame.timestampMicros() < lastTimestampMicros) {
      return false;
    }
    boolean afterClose = lastType == FrameType.CLOSE;
    return switch (frame.type()) {
      case DATA -> !afterClose && frame.sequence() == lastSequence + 1;
      case VOID ->
          !afterClose
              && frame.sequence() >= lastSequence
              && frame.payloadBytes() >= VoidLayout.PAYLOAD_BYTES
              && VoidLayout.previousSequence(frame.frames(), frame.payloadAt()) == lastSequence;
      case REOPEN -> afterClose && frame.sequence() == lastSequence;
      case PAD, SEAL, TRAILER, CLOSE -> !afterClose && frame.sequence() == lastSequence;
      case RELEASE ->
          !afterClose
              && frame.sequence() == lastSequence
              && frame.payloadBytes() >= ReleaseLayout.PAYLOAD_BYTES
              && ReleaseLayout.releasedBefore(frame.frames(), frame.payloadAt())
                  <= frame.segmentNumber();
      case START -> false;
    };
  }

  /** Makes the cursor's frame the last one of the chain. */
  public void accept(FrameCursor frame) {
    lastType = frame.type();
    lastSequence = frame.sequence();
    lastTimestampMicros = frame.timestampMicros();
    endPosition = frame.nextPosition();
    if (lastType == FrameType.RELEASE) {
      releasedBefore = ReleaseLayout.releasedBefore(frame.frames(), frame.payloadAt());
    } else if (lastType == FrameType.START) {
      releasedBefore = SegmentStartLayout.releasedBefore(frame.frames(), frame.payloadAt());
    }
  }

  private static boolean startsSegment(FrameCursor frame) {
    return frame.frameOffset() == SegmentHeaderLayout.FIRST_FRAME_OFFSET
        && frame.payloadBytes() == SegmentStartLayout.PAYLOAD_BYTES
        && SegmentStartLayout.releasedBefore(frame.frames(), frame.payloadAt())
            <= frame.segmentNumber();
  }

  /** The packed position at which a START frame says that the log before it ends. */
  public static long previousEnd(FrameCursor start) {
    return SegmentStartLayout.previousEnd(start.frames(), start.payloadAt());
  }

  /** Last sequence of the chain, voided ones included. */
  public long lastSequence() {
    return lastSequence;
  }

  /** Commit time of the last frame. */
  public long lastTimestampMicros() {
    return lastTimestampMicros;
  }

  /** Packed position behind the last frame. */
  public long endPosition() {
    return endPosition;
  }

  /** Lowest segment number that the chain says is not released. */
  public long releasedBefore() {
    return releasedBefore;
  }

  /** Type of the last frame. */
  public FrameType lastType() {
    return lastType;
  }
}
