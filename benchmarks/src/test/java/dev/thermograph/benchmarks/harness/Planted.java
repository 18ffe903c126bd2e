package dev.thermograph.benchmarks.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sides and results to test with. */
public final class Planted {
  static final Side OURS = Side.throughput("ours", Planted.class, "ours", 1);
  static final Side THEIRS = Side.throughput("theirs", Planted.class, "theirs", 1);

  private Planted() {}

  static List<Measurement> scores(double... scores) {
    return Arrays.stream(scores).mapToObj(Measurement::ofScore).toList();
  }

  /** Results with one ratio that misses its bar or reaches it, and figures that do both. */
  public static Results results(double ratio) {
    Map<String, Object> settings = new TreeMap<>(Map.of("rounds", 3L, "jvmFlags", "-Xms1g"));
    return new Results(
        "planted",
        false,
        "2026-01-01T00:00:00Z",
        "0123456789ab",
        new TreeMap<>(
            Map.of(
                "cores", "2",
                "processor", "\"Slow\" CPU\\1",
                "memory", "1024 kB",
                "fileSystem", "ext4",
                "system", "Linux",
                "jdk", "25")),
        settings,
        Map.of("ours", List.of(ratio, ratio, ratio)),
        List.of(
            new RatioResult(
                "planted.ratio", "a rival", 0.85, "op/s", ratio, 1, List.of(ratio, ratio, ratio))),
        List.of(
            new FigureResult("planted.figure", "us", Bar.NONE, List.of(1.5, 0.25, 123456.7)),
            new FigureResult("planted.low", "us", Bar.atMost(0.6), List.of(0.5, 0.7, 0.8)),
            new FigureResult("planted.high", "op/s", Bar.atLeast(5), List.of(5.0, 5.0, 4.0))));
  }
}
