package dev.thermograph.wal.flush;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;

/**
 * Runs a small scenario under Lincheck's model checker, which tries other interleavings each time.
 *
 * <p>The checker treats a park as something that may always return, so it finds wrong outcomes and
 * lost signals of conditions, but no waiter that only a timeout would wake: {@link WakeUpTest} does
 * that with threads that really wait.
 */
final class Interleavings {
  private static final int GATE = 80;
  private static final int NIGHTLY = 100_000;

  private Interleavings() {}

  /** How many interleavings to try: a few for a change, 100,000 at night. */
  static int count() {
    boolean nightly = System.getProperty("thermograph.scale", "gate").equals("nightly");
    return nightly ? NIGHTLY : Integer.getInteger("thermograph.interleavings", GATE);
  }

  static void explore(int count, Runnable scenario) {
    Lincheck.runConcurrentTest(count, scenario);
  }

  /** Runs the bodies in threads of their own and waits for all; what one throws is thrown. */
  static void together(Runnable... bodies) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (Runnable body : bodies) {
      threads.add(
          new Thread(
              () -> {
                try {
                  body.run();
                } catch (Throwable e) { // told to the test
                  failure.compareAndSet(null, e);
                }
              }));
    }
    threads.forEach(Thread::start);
    threads.forEach(Interleavings::join);
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }
}
