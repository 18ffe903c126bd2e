package dev.thermograph.engine.metrics;

/**
 * Is told what an engine does. Implement it to pass that on; {@link RecordedMetrics} keeps it.
 *
 * <p><b>Thread-safe</b>, and quick: it is called on the threads that read and write, with locks
 * held at times. It must not throw, and must not call the engine.
 */
public interface EngineMetrics {
  /** Something happened so many times. */
  void count(EngineCounter counter, long times);

  /** Something took so long. */
  void record(EngineTimer timer, long nanos);

  /**
   * A step in the background has failed that no call waits for. It is tried again, or done
   * otherwise: nothing is lost.
   */
  default void failure(String step, Throwable cause) {
    count(EngineCounter.BACKGROUND_FAILURES, 1);
  }

  /**
   * A step that may take long has come so far; told some times a second at most.
   *
   * @param tenant the number of the tenant
   * @param done in the step's unit, not above {@code total}
   * @param total as far as is known
   */
  default void progress(int tenant, EngineStep step, long done, long total) {}

  /** Keeps nothing. */
  static EngineMetrics none() {
    return NoMetrics.NONE;
  }
}
