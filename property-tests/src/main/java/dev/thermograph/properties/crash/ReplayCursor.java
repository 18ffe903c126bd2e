package dev.thermograph.properties.crash;

import java.util.random.RandomGenerator;

/**
 * Walks through a timeline operation by operation and cuts the power as often as wanted at each.
 *
 * <pre>{@code
 * for (ReplayCursor cursor = timeline.replay(); ; cursor.advance()) {
 *   CrashImage image = cursor.image(CrashMode.TORN, random);
 *   ... recover from image.files(), expect at least cursor.acked() ...
 *   if (cursor.isAtEnd()) {
 *     break;
 *   }
 * }
 * }</pre>
 *
 * <p><b>Single-threaded.</b> Images are independent of the cursor and of each other.
 */
public final class ReplayCursor {
  private final CrashTimeline timeline;
  private final DiskState state;
  private int position;

  ReplayCursor(CrashTimeline timeline, DiskState state) {
    this.timeline = timeline;
    this.state = state;
  }

  /** How many operations have taken effect. */
  public int position() {
    return position;
  }

  /** True when all operations have taken effect. */
  public boolean isAtEnd() {
    return position == timeline.operationCount();
  }

  /** Lets the next operation take effect; returns false, and does nothing, at the end. */
  public boolean advance() {
    if (isAtEnd()) {
      return false;
    }
    state.apply(timeline.operation(position));
    position++;
    return true;
  }

  /** What a power cut here must keep; see {@link CrashTimeline#acked}. */
  public long acked() {
    return timeline.acked(position);
  }

  /** What a power cut here may leave, with any loss of names. */
  public CrashImage image(CrashMode mode, RandomGenerator random) {
    return image(mode, CrashRecordingFiles.anyLoss(random), random);
  }

  /** What a power cut here may leave. */
  public CrashImage image(CrashMode mode, DirectoryLoss directoryLoss, RandomGenerator random) {
    return PowerCut.strike(state, mode, directoryLoss, random);
  }

  /** What a process killed here leaves: nothing is lost, and no more is durable than was. */
  public CrashRecordingFiles processKill() {
    return CrashRecordingFiles.on(state.copy());
  }
}
