package dev.thermograph.benchmarks.harness;

import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Takes the latency of every call of one thread. A benchmark method that wants percentiles or
 * allocated bytes takes this state as a parameter and hands in each call's start.
 *
 * <p>The caller waits for one call before it makes the next (a closed loop): while a call is stuck,
 * the calls that would have arrived meanwhile are not made and not counted. The percentiles are
 * those of callers that wait, and must not be read as those of requests arriving at a fixed rate.
 *
 * <p>Hot path: recording allocates nothing. <b>Not thread-safe:</b> one thread's.
 */
@State(Scope.Thread)
public class LatencyRecorder {
  private static final long NANOS_MAX = 60_000_000_000L;
  private static final int DIGITS = 3;
  private static final Histogram ALL_THREADS = newHistogram();
  private static final AllocatedBytes ALLOCATED = new AllocatedBytes();

  private final Histogram histogram = newHistogram();

  private static Histogram newHistogram() {
    return new Histogram(NANOS_MAX, DIGITS);
  }

  /** Records a call that began at this {@link System#nanoTime} and ends now. */
  public final void recordSince(long startNanos) {
    histogram.recordValue(Math.min(System.nanoTime() - startNanos, NANOS_MAX));
  }

  /** JMH: begins with no call. */
  @Setup(Level.Iteration)
  public void begin() {
    histogram.reset();
    ALLOCATED.begin();
  }

  /** JMH: adds this thread's calls to those of the other threads. */
  @TearDown(Level.Iteration)
  public void end() {
    ALLOCATED.end();
    synchronized (ALL_THREADS) {
      ALL_THREADS.add(histogram);
    }
  }

  /** Forgets all threads' calls. */
  static void forgetAll() {
    synchronized (ALL_THREADS) {
      ALL_THREADS.reset();
    }
  }

  /** How many calls all threads made in the iteration that has ended. */
  static long count() {
    synchronized (ALL_THREADS) {
      return ALL_THREADS.getTotalCount();
    }
  }

  /** What all threads of the JVM allocated per call in the iteration that has ended. */
  static double allocatedBytesPerCall() {
    return ALLOCATED.bytes() / (double) count();
  }

  /** The latency that so many percent of all threads' calls did not exceed, in microseconds. */
  static double percentileMicros(double percent) {
    synchronized (ALL_THREADS) {
      return ALL_THREADS.getValueAtPercentile(percent) / 1e3;
    }
  }
}
