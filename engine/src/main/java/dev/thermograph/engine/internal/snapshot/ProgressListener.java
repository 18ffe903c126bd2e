package dev.thermograph.engine.internal.snapshot;

/**
 * Is told how far a checkpoint or an opening has come, some times a second at most. Called on the
 * thread that does the work, so it must be quick; one that throws is not asked again.
 */
@FunctionalInterface
public interface ProgressListener {
  /** Nobody listens. */
  ProgressListener NONE = (_, _, _, _) -> {};

  /**
   * So much is done.
   *
   * @param tenant whose
   * @param done in the phase's unit, not above {@code total}
   * @param total as far as is known
   */
  void progress(int tenant, ProgressPhase phase, long done, long total);
}
