package dev.thermograph.benchmarks.graph.growth;

import dev.thermograph.benchmarks.harness.Bar;
import dev.thermograph.benchmarks.harness.Effort;
import dev.thermograph.benchmarks.harness.Figure;
import dev.thermograph.benchmarks.harness.Fork;
import dev.thermograph.benchmarks.harness.Group;
import dev.thermograph.benchmarks.harness.Latencies;
import dev.thermograph.benchmarks.harness.Measurement;
import dev.thermograph.benchmarks.harness.Plan;
import dev.thermograph.benchmarks.harness.Side;
import dev.thermograph.benchmarks.harness.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The questions about a graph that grows. <em>Immutable.</em> */
public final class GrowthGroup implements Group {
  private static final String NAME = "graph.growth";
  private static final int NODES_FULL = 10_000_000;

  /** No reader waits longer for a map that grows. */
  private static final double BAR_STALL_MICROS = 50_000;

  /** One growth is long enough. */
  private static final int ROUNDS = 1;

  private static final Fork FORK = new Fork(List.of("-Xms2g", "-Xmx2g"), "", true);

  private final boolean isFull;
  private final Plan plan;

  /** The group at its full size. */
  public GrowthGroup() {
    this(1);
  }

  private GrowthGroup(double scale) {
    this.isFull = scale == 1;
    this.plan = plan(Math.max(GrowingGraph.NODES_PER_COMMIT, (int) (NODES_FULL * scale)));
  }

  private static Plan plan(int nodes) {
    long elements = nodes * (1L + GrowingGraph.EDGES_PER_NODE);
    Side growth =
        Side.perSecond("growth", "elements/s", Growth.class, "grow", elements)
            .with("nodes", Integer.toString(nodes))
            .in(FORK);
    List<Figure> figures =
        Stream.of(
                Stream.of(Figure.score(NAME, growth)),
                readLatencies(Growth.POINT_READ, growth),
                readLatencies(Growth.HOP, growth),
                Latencies.figures(Growth.COMMIT, growth),
                Stream.of(
                    Figure.megabytes(NAME + ".heap", growth, Measurement.HEAP),
                    Figure.megabytes(NAME + ".offheap", growth, Measurement.OFF_HEAP),
                    Figure.megabytes(NAME + ".files", growth, Growth.FILES)))
            .flatMap(several -> several)
            .toList();
    return new Plan(List.of(growth), List.of(), figures);
  }

  private static Stream<Figure> readLatencies(String name, Side side) {
    return Latencies.figures(name, side)
        .map(
            figure ->
                figure.name().endsWith(Latencies.MAX)
                    ? figure.with(Bar.atMost(BAR_STALL_MICROS))
                    : figure);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "10 million nodes and 20 million edges from nothing, and what a reader notices";
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public Optional<Group> scaledTo(double scale) {
    return Optional.of(new GrowthGroup(scale));
  }

  @Override
  public Effort effort(boolean quick, boolean withPeers) {
    return Effort.ofOneCall(quick || !isFull, ROUNDS);
  }

  @Override
  public void prepare(Workspace workspace) {}
}
