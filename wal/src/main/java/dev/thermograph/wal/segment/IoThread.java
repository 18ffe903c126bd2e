package dev.thermograph.wal.segment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A thread that belongs to the log and may touch files itself.
 *
 * <p>An interrupt closes a {@link java.nio.channels.FileChannel} that the interrupted thread is
 * using, for everybody. Callers' threads can be interrupted by anyone, so {@link DiskSegmentFiles}
 * lets only threads of this class near a channel, and this class cannot be interrupted: {@link
 * #interrupt()} does nothing. Stop such a thread with a flag and an unpark or a signal.
 *
 * <p>Daemon, so that a forgotten log does not keep the process alive. What its body let escape is
 * kept in {@link #failure()}. <b>Thread-safe.</b>
 */
public final class IoThread extends Thread {
  private volatile @Nullable Throwable failure;

  /** A thread with this name that will run {@code body} once started. */
  public IoThread(String name, Runnable body) {
    super(null, body, name, 0, false);
    setDaemon(true);
    setUncaughtExceptionHandler((_, thrown) -> failure = thrown);
  }

  /** True when the calling thread is one of these. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof IoThread;
  }

  /** Does nothing: an interrupt would close the channel that this thread is using. */
  @Override
  public void interrupt() {}

  /** Waits for this thread's end; an interrupt is kept for the caller and does not cut the wait. */
  public void awaitEnd() {
    boolean interrupted = false;
    while (isAlive()) {
      try {
        join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the body threw out, if it did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }
}
