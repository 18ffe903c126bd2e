package dev.thermograph.benchmarks.harness;

import java.util.List;
import java.util.Locale;

/**
 * The value of a {@link Figure}. <em>Immutable.</em>
 *
 * @param name of the figure
 * @param unit of its value
 * @param bar what it has to reach
 * @param rounds its value in each round
 */
public record FigureResult(String name, String unit, Bar bar, List<Double> rounds) {

  static FigureResult of(Figure figure, List<Measurement> measurements) {
    return new FigureResult(
        figure.name(),
        figure.unit(),
        figure.bar(),
        measurements.stream().map(measurement -> measurement.value(figure.key())).toList());
  }

  /** Of the value over the rounds. */
  public Spread spread() {
    return Spread.of(rounds);
  }

  /** As it is printed. */
  public String line() {
    return String.format(Locale.ROOT, "FIGURE %s %s %s", name, spread(), unit);
  }
}
