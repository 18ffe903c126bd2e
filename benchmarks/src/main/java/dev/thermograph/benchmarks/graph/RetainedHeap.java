package dev.thermograph.benchmarks.graph;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How much of the heap is in use when the garbage is gone. */
public final class RetainedHeap {
  private static final int TRIES_MAX = 20;
  private static final int STEADY_TRIES = 3;

  /** Threads of a product that write behind, or caches that are let go, get this long each time. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private RetainedHeap() {}

  /** Bytes; collects until some collections find nothing more. */
  public static long bytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    int steady = 0;
    for (int tries = 0; tries < TRIES_MAX && steady < STEADY_TRIES; tries++) {
      memory.gc();
      LockSupport.parkNanos(PAUSE_NANOS);
      long used = memory.getHeapMemoryUsage().getUsed();
      steady = used < least - least / 100 ? 0 : steady + 1;
      least = Math.min(least, used);
    }
    return least;
  }
}
