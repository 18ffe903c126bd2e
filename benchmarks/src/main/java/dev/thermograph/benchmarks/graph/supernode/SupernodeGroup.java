package dev.thermograph.benchmarks.graph.supernode;

import dev.thermograph.benchmarks.harness.Bar;
import dev.thermograph.benchmarks.harness.Effort;
import dev.thermograph.benchmarks.harness.Figure;
import dev.thermograph.benchmarks.harness.Fork;
import dev.thermograph.benchmarks.harness.Group;
import dev.thermograph.benchmarks.harness.Latencies;
import dev.thermograph.benchmarks.harness.Plan;
import dev.thermograph.benchmarks.harness.Ratio;
import dev.thermograph.benchmarks.harness.Reading;
import dev.thermograph.benchmarks.harness.Side;
import dev.thermograph.benchmarks.harness.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The questions about one node with very many edges. <em>Immutable.</em> */
public final class SupernodeGroup implements Group {
  private static final String NAME = "graph.supernode";
  private static final int EDGES_FULL = 1_000_000;

  /** The last tenth costs at most twice what the first does. */
  private static final double BAR_INSERT = 0.5;

  private static final double BAR_DELETE_MICROS = 50;
  private static final int ROUNDS = 5;
  private static final Fork FORK = new Fork(List.of("-Xms2g", "-Xmx2g"), "", true);
  private static final Set<String> BARRED =
      Set.of(Supernode.DELETE + Latencies.P50, Supernode.DELETE + Latencies.P99);

  private final boolean isFull;
  private final Plan plan;

  /** The group at its full size. */
  public SupernodeGroup() {
    this(1);
  }

  private SupernodeGroup(double scale) {
    this.isFull = scale == 1;
    this.plan = plan(Math.max(Supernode.TENTHS * Hub.EDGES_PER_COMMIT, (int) (EDGES_FULL * scale)));
  }

  private static Plan plan(int edges) {
    Side supernode =
        Side.perSecond("supernode", "edges/s", Supernode.class, "connect", edges)
            .with("edges", Integer.toString(edges))
            .in(FORK);
    Ratio insert =
        new Ratio(
            NAME + ".insert",
            Reading.cost(supernode, Supernode.LAST_TENTH, "us"),
            Reading.cost(supernode, Supernode.FIRST_TENTH, "us"),
            "the first tenth of the node's edges, per edge; ours is the last tenth",
            BAR_INSERT);
    Stream<Figure> deletes =
        Latencies.figures(Supernode.DELETE, supernode)
            .map(
                figure ->
                    BARRED.contains(figure.name())
                        ? figure.with(Bar.atMost(BAR_DELETE_MICROS))
                        : figure);
    List<Figure> figures =
        Stream.concat(Stream.of(Figure.score(NAME, supernode)), deletes).toList();
    return new Plan(List.of(supernode), List.of(insert), figures);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "a million edges on one node: whether the last cost more than the first";
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public Optional<Group> scaledTo(double scale) {
    return Optional.of(new SupernodeGroup(scale));
  }

  @Override
  public Effort effort(boolean quick, boolean withPeers) {
    boolean isShort = quick || !isFull;
    return Effort.ofOneCall(isShort, isShort ? 1 : ROUNDS);
  }

  @Override
  public void prepare(Workspace workspace) {}
}
