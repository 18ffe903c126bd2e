package dev.thermograph.benchmarks.harness;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counts the calls of a benchmark of one thread and reports what the JVM allocated per call, for
 * calls that are too short to take each one's latency with {@link LatencyRecorder}.
 *
 * <p>Hot path: counting allocates nothing. <b>Not thread-safe:</b> one thread's, and the only one.
 */
@State(Scope.Thread)
public class AllocationRecorder {
  private final AllocatedBytes allocated = new AllocatedBytes();
  private long calls;

  /** For JMH. */
  public AllocationRecorder() {}

  /** Counts a call. */
  public final void count() {
    calls++;
  }

  /** JMH: begins with no call. */
  @Setup(Level.Iteration)
  public void begin() {
    calls = 0;
    allocated.begin();
  }

  /** JMH: reports the iteration. */
  @TearDown(Level.Iteration)
  public void end() {
    allocated.end();
    Reported.put(Measurement.ALLOCATED_BYTES, allocated.bytes() / (double) Math.max(1, calls));
  }
}
