package dev.thermograph.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The answer to a {@link Ratio}. <em>Immutable.</em>
 *
 * @param name of the ratio
 * @param what the opponent in words
 * @param bar the ratio that has to be reached, 0 for none
 * @param unit of the absolute figures
 * @param oursMedian median of our side over the rounds
 * @param theirsMedian median of the opponent's side
 * @param rounds the ratio in each round
 */
public record RatioResult(
    String name,
    String what,
    double bar,
    String unit,
    double oursMedian,
    double theirsMedian,
    List<Double> rounds) {

  static RatioResult of(Ratio ratio, List<Measurement> ours, List<Measurement> theirs) {
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      double our = ours.get(round).value(ratio.ours().key());
      double their = theirs.get(round).value(ratio.theirs().key());
      rounds.add(ratio.ours().kind().ratio(our, their));
    }
    return new RatioResult(
        ratio.name(),
        ratio.what(),
        ratio.bar(),
        ratio.ours().unit(),
        median(ratio.ours(), ours),
        median(ratio.theirs(), theirs),
        List.copyOf(rounds));
  }

  private static double median(Reading reading, List<Measurement> measurements) {
    return Spread.of(measurements.stream().map(each -> each.value(reading.key())).toList())
        .median();
  }

  /** Of the ratio over the rounds. */
  public Spread spread() {
    return Spread.of(rounds);
  }

  /** As it is printed. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "RATIO %s %s vs %s [%s %s vs %s %s]",
        name,
        spread(),
        what,
        Numbers.text(oursMedian),
        unit,
        Numbers.text(theirsMedian),
        unit);
  }
}
