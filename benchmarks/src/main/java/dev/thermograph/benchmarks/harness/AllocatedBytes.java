package dev.thermograph.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What all threads of the JVM allocate between the last thread's begin and the last thread's end of
 * an iteration.
 *
 * <p>JMH's own profiler also counts what the benchmark's tear-down allocates, because that happens
 * inside the last iteration; with one measured iteration per fork that would be most of it. <b>
 * Thread-safe:</b> by its monitor.
 */
@AllowForbiddenApi("only HotSpot counts allocated bytes, and only under its own name")
final class AllocatedBytes {
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private long beforeBytes;
  private long afterBytes;

  synchronized void begin() {
    beforeBytes = threads.getTotalThreadAllocatedBytes();
  }

  synchronized void end() {
    afterBytes = threads.getTotalThreadAllocatedBytes();
  }

  synchronized long bytes() {
    return afterBytes - beforeBytes;
  }
}
