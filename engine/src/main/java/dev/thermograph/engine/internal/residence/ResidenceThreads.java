package dev.thermograph.engine.internal.residence;

import dev.thermograph.engine.metrics.EngineMetrics;

/**
 * The threads that open and close, of three sorts, so that none of the work that takes long is in
 * the way of openings that are quick.
 *
 * @param openers open what is there at once, and begin what takes longer
 * @param rebuilders finish openings that take longer. More than there are processors, so that a
 *     small tenant need not wait for the end of large ones
 * @param closers close what leaves
 */
public record ResidenceThreads(Workers openers, Workers rebuilders, Workers closers)
    implements AutoCloseable {
  private static final int COUNT_MIN = 2;
  private static final int COUNT_MAX = 8;
  private static final int REBUILDERS_MIN = 4;

  /** Starts them, according to how many processors there are. */
  public static ResidenceThreads start(EngineMetrics metrics) {
    int processors = Runtime.getRuntime().availableProcessors();
    int count = Math.clamp(processors, COUNT_MIN, COUNT_MAX);
    return new ResidenceThreads(
        Workers.start("thermograph-open", count, metrics),
        Workers.start("thermograph-rebuild", Math.max(count, REBUILDERS_MIN), metrics),
        Workers.start("thermograph-evict", count, metrics));
  }

  /** No threads: all is done at once by who wants it. */
  public static ResidenceThreads onCallers(EngineMetrics metrics) {
    Workers callers = Workers.onCallers(metrics);
    return new ResidenceThreads(callers, callers, callers);
  }

  /** Runs what is queued, then ends. Idempotent. */
  @Override
  public void close() {
    openers.close(); // they hand over to the others
    rebuilders.close();
    closers.close();
  }
}
