package dev.thermograph.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one run of a group gave, as it is printed and kept. <em>Immutable.</em>
 *
 * @param group name of the group
 * @param quick whether it was a quick run, which is not cited
 * @param date when it began, in UTC
 * @param commit what was measured; "+" behind it stands for changes that are in no commit
 * @param machine where
 * @param settings how
 * @param sides every side's score in every round, by the side's id
 * @param ratios in the order of the plan
 * @param figures in the order of the plan
 */
public record Results(
    String group,
    boolean quick,
    String date,
    String commit,
    Map<String, String> machine,
    Map<String, Object> settings,
    Map<String, List<Double>> sides,
    List<RatioResult> ratios,
    List<FigureResult> figures) {

  /** The lines for standard output. */
  public Stream<String> lines() {
    return Stream.concat(
        ratios.stream().map(RatioResult::line), figures.stream().map(FigureResult::line));
  }

  /** As a JSON document. */
  public String toJson() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("group", group);
    map.put("quick", quick);
    map.put("date", date);
    map.put("commit", commit);
    map.put("machine", machine);
    map.put("settings", settings);
    map.put("sides", sides);
    map.put("ratios", ratios.stream().map(Results::toMap).toList());
    map.put("figures", figures.stream().map(Results::toMap).toList());
    return Json.write(map);
  }

  private static Map<String, Object> toMap(RatioResult ratio) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", ratio.name());
    map.put("what", ratio.what());
    map.put("bar", ratio.bar());
    map.put("unit", ratio.unit());
    map.put("oursMedian", ratio.oursMedian());
    map.put("theirsMedian", ratio.theirsMedian());
    map.put("rounds", ratio.rounds());
    putSpread(map, ratio.spread());
    return map;
  }

  private static Map<String, Object> toMap(FigureResult figure) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", figure.name());
    map.put("unit", figure.unit());
    if (!figure.bar().equals(Bar.NONE)) {
      map.put(barName(figure.bar().kind()), figure.bar().value());
    }
    map.put("rounds", figure.rounds());
    putSpread(map, figure.spread());
    return map;
  }

  private static void putSpread(Map<String, Object> map, Spread spread) {
    map.put("median", spread.median());
    map.put("min", spread.min());
    map.put("max", spread.max());
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Results fromJson(String text) {
    JsonObject root = JsonObject.parse(text);
    Map<String, List<Double>> sides = new LinkedHashMap<>();
    JsonObject sideScores = root.object("sides");
    sideScores.keys().forEach(id -> sides.put(id, sideScores.numbers(id)));
    Map<String, String> machine = new TreeMap<>();
    JsonObject machineFields = root.object("machine");
    machineFields.keys().forEach(key -> machine.put(key, machineFields.string(key)));
    List<RatioResult> ratios = new ArrayList<>();
    root.objects("ratios").forEach(ratio -> ratios.add(ratioFrom(ratio)));
    List<FigureResult> figures = new ArrayList<>();
    root.objects("figures").forEach(figure -> figures.add(figureFrom(figure)));
    return new Results(
        root.string("group"),
        root.bool("quick"),
        root.string("date"),
        root.string("commit"),
        machine,
        root.object("settings").members(),
        sides,
        List.copyOf(ratios),
        List.copyOf(figures));
  }

  private static RatioResult ratioFrom(JsonObject ratio) {
    return new RatioResult(
        ratio.string("name"),
        ratio.string("what"),
        ratio.number("bar"),
        ratio.string("unit"),
        ratio.number("oursMedian"),
        ratio.number("theirsMedian"),
        ratio.numbers("rounds"));
  }

  private static FigureResult figureFrom(JsonObject figure) {
    return new FigureResult(
        figure.string("name"), figure.string("unit"), barFrom(figure), figure.numbers("rounds"));
  }

  private static String barName(Kind kind) {
    return kind == Kind.THROUGHPUT ? "atLeast" : "atMost";
  }

  private static Bar barFrom(JsonObject figure) {
    return Stream.of(Kind.values())
        .filter(kind -> figure.keys().contains(barName(kind)))
        .map(kind -> new Bar(kind, figure.number(barName(kind))))
        .findFirst()
        .orElse(Bar.NONE);
  }
}
