package dev.thermograph.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Carries what {@link LatencyRecorder} took and what was {@link Reported} to the runner. */
public final class LatencyProfiler implements InternalProfiler {

  /** For JMH, which makes one in each fork. */
  public LatencyProfiler() {}

  @Override
  public String getDescription() {
    return "Percentiles of the latency of every call, allocated bytes, and what was reported";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    LatencyRecorder.forgetAll();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    List<ScalarResult> results = new ArrayList<>();
    Reported.all().forEach((key, value) -> results.add(scalar(key, value, "")));
    if (LatencyRecorder.count() > 0) {
      results.add(percentile(Measurement.P50, 50));
      results.add(percentile(Measurement.P99, 99));
      results.add(percentile(Measurement.P999, 99.9));
      results.add(
          scalar(Measurement.ALLOCATED_BYTES, LatencyRecorder.allocatedBytesPerCall(), "B/op"));
    }
    return results;
  }

  private static ScalarResult percentile(String key, double percent) {
    return scalar(key, LatencyRecorder.percentileMicros(percent), "us");
  }

  private static ScalarResult scalar(String key, double value, String unit) {
    return new ScalarResult(key, value, unit, AggregationPolicy.AVG);
  }
}
