package dev.thermograph.engine.metrics.micrometer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.error.EngineClosedException;
import dev.thermograph.engine.report.MemoryReport;
import java.time.Duration;
import java.util.List;

/**
 * An engine's memory report, asked for now and then. <b>Thread-safe:</b> by its monitor, held while
 * the report is made, since several gauges want the same one.
 */
final class MemoryGauges {
  private static final MemoryReport NOTHING =
      new MemoryReport(List.of(), 0, 0, List.of(), 0, MemoryReport.EngineFiles.NONE);

  private final Thermograph engine;
  private final long maxAgeNanos;

  @GuardedBy("this")
  private MemoryReport last = NOTHING;

  @GuardedBy("this")
  private long madeNanos;

  @GuardedBy("this")
  private boolean isMade;

  MemoryGauges(Thermograph engine, Duration maxAge) {
    this.engine = engine;
    this.maxAgeNanos = maxAge.toNanos();
  }

  private synchronized MemoryReport report() {
    long now = System.nanoTime();
    if (!isMade || now - madeNanos >= maxAgeNanos) {
      last = ask();
      madeNanos = now;
      isMade = true;
    }
    return last;
  }

  private MemoryReport ask() {
    try {
      return engine.memory();
    } catch (EngineClosedException _) {
      return NOTHING;
    }
  }

  double openCount() {
    return report().tenants().size();
  }

  double offHeapBytes() {
    return report().offHeapBytes();
  }

  double heapBytes() {
    return report().heapBytes();
  }

  double fileBytes() {
    return report().fileBytes();
  }
}
