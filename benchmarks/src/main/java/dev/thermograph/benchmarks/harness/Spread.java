package dev.thermograph.benchmarks.harness;

import java.util.List;

/**
 * Median, lowest and highest of some numbers. <em>Immutable.</em>
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the lowest
 * @param max the highest
 */
public record Spread(double median, double min, double max) {

  /** The spread of at least one number. */
  public static Spread of(List<Double> numbers) {
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("no number to take the median of");
    }
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** As in the lines: {@code <median> <min>..<max>}. */
  @Override
  public String toString() {
    return Numbers.text(median) + " " + Numbers.text(min) + ".." + Numbers.text(max);
  }
}
