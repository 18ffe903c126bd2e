package dev.thermograph.engine.metrics.micrometer;

import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineStep;
import dev.thermograph.engine.metrics.EngineTimer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Passes an engine's metrics on to a registry: counters {@code thermograph.commits} and so on,
 * timers {@code thermograph.commit} and so on with percentiles, and, once {@link #watch} was
 * called, gauges of memory.
 *
 * <p>{@code EngineOptions.defaults().withMetrics(new ThermographMeters(registry))}, and then {@code
 * meters.watch(engine).bindTo(registry)}. <b>Thread-safe.</b>
 */
public final class ThermographMeters implements EngineMetrics {
  private static final String PREFIX = "thermograph.";
  private static final double[] PERCENTILES = {0.5, 0.9, 0.99, 0.999};

  private final Map<EngineCounter, Counter> counters = new EnumMap<>(EngineCounter.class);
  private final Map<EngineTimer, Timer> timers = new EnumMap<>(EngineTimer.class);
  private final Tags tags;

  /** Meters of one engine in a registry. */
  public ThermographMeters(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /** As the other one, with tags that tell engines of one process apart. */
  public ThermographMeters(MeterRegistry registry, Tags tags) {
    this.tags = tags;
    for (EngineCounter counter : EngineCounter.values()) {
      counters.put(
          counter, Counter.builder(PREFIX + counter.label()).tags(tags).register(registry));
    }
    for (EngineTimer timer : EngineTimer.values()) {
      timers.put(
          timer,
          Timer.builder(PREFIX + timer.label())
              .tags(tags)
              .publishPercentiles(PERCENTILES)
              .register(registry));
    }
  }

  @Override
  public void count(EngineCounter counter, long times) {
    Counter known = counters.get(counter);
    if (known != null) {
      known.increment((double) times);
    }
  }

  @Override
  public void record(EngineTimer timer, long nanos) {
    Timer known = timers.get(timer);
    if (known != null) {
      known.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void progress(int tenant, EngineStep step, long done, long total) {
    // A meter per tenant and step would never end; listen to EngineMetrics for that.
  }

  /**
   * Gauges of an engine's tenants and memory. They are asked for at most every 10 seconds, since
   * that looks at all tenants, and show nothing once the engine is closed.
   */
  public MeterBinder watch(Thermograph engine) {
    MemoryGauges gauges = new MemoryGauges(engine, Duration.ofSeconds(10));
    return registry -> {
      Gauge.builder(PREFIX + "tenants.open", gauges, MemoryGauges::openCount)
          .tags(tags)
          .strongReference(true)
          .register(registry);
      Gauge.builder(PREFIX + "memory.off.heap", gauges, MemoryGauges::offHeapBytes)
          .tags(tags)
          .baseUnit("bytes")
          .strongReference(true)
          .register(registry);
      Gauge.builder(PREFIX + "memory.heap", gauges, MemoryGauges::heapBytes)
          .tags(tags)
          .baseUnit("bytes")
          .strongReference(true)
          .register(registry);
      Gauge.builder(PREFIX + "files", gauges, MemoryGauges::fileBytes)
          .tags(tags)
          .baseUnit("bytes")
          .strongReference(true)
          .register(registry);
    };
  }
}
