package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.wal.segment.IoThread;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs work with files where no caller's interrupt can reach it: an interrupt would close the file,
 * or stop a tenant's memory in the middle of growing. <em>Stateless.</em>
 */
final class IoCalls {
  private IoCalls() {}

  /** Work with a result. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws Exception;
  }

  /** Runs work on an I/O thread, this one or a new one, and waits whatever interrupts come. */
  static <T> T call(String threadName, Work<T> work) throws Exception {
    if (IoThread.isCurrent()) {
      return work.run();
    }
    AtomicReference<@Nullable T> result = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    IoThread thread = new IoThread(threadName, () -> run(work, result, failure));
    thread.start();
    thread.awaitEnd();
    T done = result.get();
    if (done != null) {
      return done;
    }
    switch (failure.get()) {
      case Error e -> throw e;
      case Exception e -> throw e;
      case null, default -> throw new IllegalStateException("work ended without a word");
    }
  }

  private static <T> void run(
      Work<T> work,
      AtomicReference<@Nullable T> result,
      AtomicReference<@Nullable Throwable> failure) {
    try {
      result.set(work.run());
    } catch (Throwable e) { // handed to the caller's thread
      failure.set(e);
    }
  }
}
