package dev.thermograph.engine.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Keeps counts and latencies since it was made. <b>Thread-safe</b>; recording takes no lock and
 * allocates nothing.
 */
public final class RecordedMetrics implements EngineMetrics {
  private static final long NANOS_MAX = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 2;

  private final Map<EngineCounter, LongAdder> counts = new EnumMap<>(EngineCounter.class);
  private final Map<EngineTimer, ConcurrentHistogram> times = new EnumMap<>(EngineTimer.class);

  private volatile @Nullable Failure lastFailure;

  /** Everything at zero. */
  public RecordedMetrics() {
    for (EngineCounter counter : EngineCounter.values()) {
      counts.put(counter, new LongAdder());
    }
    for (EngineTimer timer : EngineTimer.values()) {
      times.put(timer, new ConcurrentHistogram(NANOS_MAX, DIGITS));
    }
  }

  @Override
  public void count(EngineCounter counter, long amount) {
    adder(counter).add(amount);
  }

  @Override
  public void record(EngineTimer timer, long nanos) {
    histogram(timer).recordValue(Math.clamp(nanos, 0, NANOS_MAX));
  }

  @Override
  public void failure(String step, Throwable cause) {
    EngineMetrics.super.failure(step, cause);
    lastFailure = new Failure(step, cause);
  }

  /** The last step in the background that failed. */
  public Optional<Failure> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /** How many times it happened. */
  public long total(EngineCounter counter) {
    return adder(counter).sum();
  }

  /** How long it took so far. */
  public LatencySummary summary(EngineTimer timer) {
    Histogram now = histogram(timer).copy();
    return new LatencySummary(
        now.getTotalCount(),
        now.getMean(),
        now.getValueAtPercentile(50),
        now.getValueAtPercentile(90),
        now.getValueAtPercentile(99),
        now.getValueAtPercentile(99.9),
        now.getMaxValue());
  }

  @SuppressWarnings("NullAway") // every constant has one
  private LongAdder adder(EngineCounter counter) {
    return counts.get(counter);
  }

  @SuppressWarnings("NullAway") // every constant has one
  private ConcurrentHistogram histogram(EngineTimer timer) {
    return times.get(timer);
  }

  /**
   * A step that failed.
   *
   * @param step in words
   * @param cause what was thrown
   */
  public record Failure(String step, Throwable cause) {}
}
