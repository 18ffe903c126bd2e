package dev.thermograph.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs a group from its preparation to its results. <em>Single-threaded: the main thread.</em>
 *
 * @param root the repository
 * @param workspaceParent below which the group may write
 * @param effort how long to measure
 * @param clock for the results' date
 * @param progress takes one line per step
 */
public record GroupRun(
    Path root,
    Path workspaceParent,
    Effort effort,
    InstantSource clock,
    Consumer<String> progress) {

  /**
   * Prepares, measures, and leaves no file behind.
   *
   * @param plan one of the group's
   * @param name of the results
   */
  public Results run(Group group, Plan plan, String name) throws IOException {
    String date = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    try (Workspace workspace = Workspace.create(workspaceParent)) {
      progress.accept("preparing the files of group " + group.name());
      group.prepare(workspace);
      Peers peers = new Peers(root);
      SideRunner runner = new ForkedSides(workspace, effort, peers);
      Map<Side, List<Measurement>> measured =
          new Rounds(plan, effort.rounds(), runner, progress).run();
      return new Results(
          name,
          effort.quick(),
          date,
          Machine.commit(root),
          Machine.describe(workspace.fileSystem()),
          settings(plan, peers),
          scores(measured),
          ratios(plan, measured),
          figures(plan, measured));
    }
  }

  private Map<String, Object> settings(Plan plan, Peers peers) {
    Map<String, Object> settings = effort.toMap();
    for (Side side : plan.sides()) {
      String peer = side.fork().peer();
      String suffix = peer.isEmpty() ? "" : "." + peer;
      settings.put("jvmFlags" + suffix, String.join(" ", side.fork().jvmFlags()));
      if (!peer.isEmpty()) {
        settings.put("product" + suffix, peers.version(peer));
      }
    }
    return settings;
  }

  private static Map<String, List<Double>> scores(Map<Side, List<Measurement>> measured) {
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    measured.forEach(
        (side, measurements) ->
            scores.put(side.id(), measurements.stream().map(Measurement::score).toList()));
    return scores;
  }

  private static List<RatioResult> ratios(Plan plan, Map<Side, List<Measurement>> measured) {
    return plan.ratios().stream()
        .map(
            ratio ->
                RatioResult.of(
                    ratio, of(ratio.ours().side(), measured), of(ratio.theirs().side(), measured)))
        .toList();
  }

  private static List<FigureResult> figures(Plan plan, Map<Side, List<Measurement>> measured) {
    return plan.figures().stream()
        .map(figure -> FigureResult.of(figure, of(figure.side(), measured)))
        .toList();
  }

  private static List<Measurement> of(Side side, Map<Side, List<Measurement>> measured) {
    return measured.getOrDefault(side, List.of());
  }
}
