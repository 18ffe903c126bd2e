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
  private final Cancellation cancellation;
  private ProgressListener listener;

  /** Of one tenant. */
  public Progress(int tenant, ProgressListener listener) {
    this(tenant, listener, new Cancellation());
  }

  /** Of work that {@link #step} can stop. */
  public Progress(int tenant, ProgressListener listener, Cancellation cancellation) {
    this.tenant = tenant;
    this.listener = listener;
    this.cancellation = cancellation;
  }

  /**
   * So much is done, and the rest may be called off.
   *
   * @throws java.util.concurrent.CancellationException when it was
   */
  public void step(ProgressPhase phase, long done, long total) {
    report(phase, done, total);
    cancellation.check();
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
