package dev.thermograph.benchmarks.report;

import dev.thermograph.benchmarks.harness.Bar;
import dev.thermograph.benchmarks.harness.FigureResult;
import dev.thermograph.benchmarks.harness.Numbers;
import dev.thermograph.benchmarks.harness.RatioResult;
import dev.thermograph.benchmarks.harness.Results;
import dev.thermograph.benchmarks.harness.Spread;
import java.util.Map;
import java.util.stream.Collectors;

/** One group's results as Markdown. */
final class ResultsTable {
  private ResultsTable() {}

  static String of(Results results) {
    StringBuilder out = new StringBuilder();
    out.append("### ").append(results.group()).append("\n\n").append(origin(results));
    if (!results.ratios().isEmpty()) {
      out.append("\n| ratio | median | min..max | bar | against | ours | theirs |\n");
      out.append("|---|---|---|---|---|---|---|\n");
      results.ratios().forEach(ratio -> out.append(row(ratio)));
    }
    if (!results.figures().isEmpty()) {
      out.append("\n| figure | median | min..max | unit | bar |\n|---|---|---|---|---|\n");
      results.figures().forEach(figure -> out.append(row(figure)));
    }
    return out.toString();
  }

  private static String origin(Results results) {
    Map<String, String> machine = results.machine();
    return "Measured "
        + results.date()
        + " at commit "
        + results.commit()
        + ", "
        + results.settings().get("rounds")
        + " rounds, on "
        + machine.get("cores")
        + " cores of "
        + machine.get("processor")
        + ", memory "
        + machine.get("memory")
        + ", "
        + machine.get("fileSystem")
        + ", "
        + machine.get("system")
        + ", "
        + machine.get("jdk")
        + products(results)
        + ".\n";
  }

  private static String products(Results results) {
    String products =
        results.settings().entrySet().stream()
            .filter(setting -> setting.getKey().startsWith("product."))
            .map(setting -> setting.getValue().toString())
            .collect(Collectors.joining(", "));
    return products.isEmpty() ? "" : ", with " + products;
  }

  private static String row(RatioResult ratio) {
    return row(
        "`" + ratio.name() + "`",
        Numbers.text(ratio.spread().median()),
        range(ratio.spread()),
        bar(ratio),
        ratio.what(),
        Numbers.text(ratio.oursMedian()) + " " + ratio.unit(),
        Numbers.text(ratio.theirsMedian()) + " " + ratio.unit());
  }

  private static String bar(RatioResult ratio) {
    if (ratio.bar() == 0) {
      return "";
    }
    return judged(Numbers.text(ratio.bar()), ratio.spread().median() >= ratio.bar());
  }

  private static String bar(FigureResult figure) {
    if (figure.bar().equals(Bar.NONE)) {
      return "";
    }
    return judged(figure.bar().text(), figure.bar().isReachedBy(figure.spread().median()));
  }

  private static String judged(String bar, boolean reached) {
    return bar + (reached ? " reached" : " **missed**");
  }

  private static String row(FigureResult figure) {
    return row(
        "`" + figure.name() + "`",
        Numbers.text(figure.spread().median()),
        range(figure.spread()),
        figure.unit(),
        bar(figure));
  }

  private static String range(Spread spread) {
    return Numbers.text(spread.min()) + ".." + Numbers.text(spread.max());
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
