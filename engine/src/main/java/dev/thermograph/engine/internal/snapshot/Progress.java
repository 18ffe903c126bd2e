package dev.thermograph.engine.internal.snapshot;

/**
 * Tells a listener how far one tenant's work has come. <b>Single-threaded.</b>
 *
 * <p>A listener is somebody else's code: when it throws, it has lost our ear, not we our work.
 */
public final class Progress {
  /** Tells nobody. */
  static final Progress SILENT = new Progress(0, ProgressListener.NONE);

  private final int tenant;
  private ProgressListener listener;

  /** Of one tenant. */
  public Progress(int tenant, ProgressListener listener) {
    this.tenant = tenant;
    this.listener = listener;
  }

  /** So much is done. */
  public void report(ProgressPhase phase, long done, long total) {
    try {
      listener.progress(tenant, phase, Math.min(done, total), total);
    } catch (RuntimeException _) {
      listener = ProgressListener.NONE; // nobody is there who could be told
    }
  }
}
