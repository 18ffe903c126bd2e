package dev.thermograph.benchmarks.harness;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a group measures. <em>Immutable.</em>
 *
 * @param sides in the order in which a round runs them: the two of a ratio next to each other where
 *     possible, because a machine's mood lasts for seconds
 * @param ratios the questions
 * @param figures numbers that stand alone
 */
public record Plan(List<Side> sides, List<Ratio> ratios, List<Figure> figures) {

  /** Refuses a ratio or figure of a side that would not run, and a name used twice. */
  public Plan {
    Set<Side> running = Set.copyOf(sides);
    Stream.concat(
            ratios.stream().flatMap(ratio -> Stream.of(ratio.ours().side(), ratio.theirs().side())),
            figures.stream().map(Figure::side))
        .filter(side -> !running.contains(side))
        .forEach(
            side -> {
              throw new IllegalArgumentException("side is not in the plan: side=" + side.id());
            });
    requireOnce(sides, Side::id);
    requireOnce(ratios, Ratio::name);
    requireOnce(figures, Figure::name);
  }

  private static <T> void requireOnce(List<T> members, Function<T, String> name) {
    members.stream()
        .collect(Collectors.groupingBy(name, Collectors.counting()))
        .forEach(
            (key, count) -> {
              if (count > 1) {
                throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "name is used %d times: name=%s", count, key));
              }
            });
  }

  /** The names of all lines this plan prints. */
  public Stream<String> names() {
    return Stream.concat(ratios.stream().map(Ratio::name), figures.stream().map(Figure::name));
  }
}
