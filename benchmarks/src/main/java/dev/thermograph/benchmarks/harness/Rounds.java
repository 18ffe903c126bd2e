package dev.thermograph.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs all sides of a plan in interleaved rounds, so that a machine that is slow for a minute is
 * slow for both sides of a ratio.
 *
 * <p>Each round runs every side once, each in a JVM of its own; every other round goes backwards,
 * so that neither side of a ratio always comes first. A ratio is taken per round, and its median
 * over the rounds is what counts.
 */
final class Rounds {
  private final Plan plan;
  private final int roundCount;
  private final SideRunner runner;
  private final Consumer<String> progress;

  Rounds(Plan plan, int roundCount, SideRunner runner, Consumer<String> progress) {
    this.plan = plan;
    this.roundCount = roundCount;
    this.runner = runner;
    this.progress = progress;
  }

  /** The measurements of each side, one per round. */
  Map<Side, List<Measurement>> run() {
    Map<Side, List<Measurement>> measured = new LinkedHashMap<>();
    plan.sides().forEach(side -> measured.put(side, new ArrayList<>()));
    for (int round = 0; round < roundCount; round++) {
      for (Side side : round % 2 == 0 ? plan.sides() : plan.sides().reversed()) {
        Measurement measurement = runner.run(side);
        measured.computeIfAbsent(side, _ -> new ArrayList<>()).add(measurement);
        progress.accept(
            String.format(
                Locale.ROOT,
                "round %d/%d %s: %s %s",
                round + 1,
                roundCount,
                side.id(),
                Numbers.text(measurement.score()),
                side.unit()));
      }
    }
    return measured;
  }
}
