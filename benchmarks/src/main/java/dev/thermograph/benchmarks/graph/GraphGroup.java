package dev.thermograph.benchmarks.graph;

import dev.thermograph.benchmarks.harness.Bar;
import dev.thermograph.benchmarks.harness.Effort;
import dev.thermograph.benchmarks.harness.Figure;
import dev.thermograph.benchmarks.harness.Group;
import dev.thermograph.benchmarks.harness.Measurement;
import dev.thermograph.benchmarks.harness.Plan;
import dev.thermograph.benchmarks.harness.Ratio;
import dev.thermograph.benchmarks.harness.Reading;
import dev.thermograph.benchmarks.harness.Side;
import dev.thermograph.benchmarks.harness.Workspace;
import dev.thermograph.benchmarks.wal.BareSyncedWrite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The questions about the graph. <em>Immutable.</em> */
public final class GraphGroup implements Group {
  private static final List<Product> LIMITS = List.of(Product.ARRAY);
  private static final List<Product> PEERS =
      List.of(Product.ARCADEDB, Product.NEO4J, Product.TINKERGRAPH);

  private static final String BARE_LOOP = "a bare loop of preallocated 4 KiB write + fdatasync";
  private static final String BARE_LOAD = "the same values packed, written and synced, no graph";

  /** Rounds of more than a minute. */
  private static final Effort FULL = new Effort(false, 5, 2, 1_000, 3_000);

  /** Rounds of five minutes. */
  private static final Effort FULL_WITH_PEERS = new Effort(false, 4, 2, 1_000, 3_000);

  private static final Effort QUICK = new Effort(true, 1, 1, 700, 1_000);

  private static final double BAR_LOAD = 5;
  private static final double BAR_COMMIT_1 = 0.75;
  private static final double BAR_COMMIT_16 = 3;
  private static final double BAR_READ_MICROS = 0.6;
  private static final double BAR_HEAP_MEGABYTES = 32;
  private static final double BAR_REBUILD = 500_000;
  private static final double BAR_MEMORY_ENGINE_MILLIS = 5;

  /** What reads as none, see docs/performance.md. */
  private static final double BAR_ALLOCATED_BYTES = 1;

  private final Plan plan = plan(List.of());
  private final Plan planWithPeers = plan(PEERS);

  /** The group; it holds nothing. */
  public GraphGroup() {}

  private static Plan plan(List<Product> peers) {
    List<Product> others = Stream.concat(LIMITS.stream(), peers.stream()).toList();
    return new Plan(sides(others), ratios(others), figures());
  }

  private static List<Side> sides(List<Product> others) {
    List<Side> sides = new ArrayList<>();
    sides.add(Sides.BARE_LOAD);
    sides.addAll(withOurs(others.stream().map(Sides::load), Sides.OUR_LOAD));
    sides.add(Sides.BARE_COMMIT);
    List<Product> durable = others.stream().filter(Product::keepsFiles).toList();
    for (int threads : Sides.COMMITTERS) {
      Stream<Side> theirs = durable.stream().map(product -> Sides.commit(product, threads));
      sides.addAll(withOurs(theirs, Sides.commit(Product.THERMOGRAPH, threads)));
    }
    sides.addAll(withOurs(others.stream().map(Sides::pointRead), Sides.OUR_POINT_READ));
    sides.addAll(withOurs(others.stream().map(Sides::hop), Sides.OUR_HOP));
    sides.add(Sides.REBUILD);
    sides.add(Sides.MEMORY_ENGINE);
    sides.add(Sides.ALLOCATION);
    return List.copyOf(sides);
  }

  private static List<Side> withOurs(Stream<Side> theirs, Side ours) {
    return Stream.concat(Stream.of(ours), theirs).toList();
  }

  private static List<Ratio> ratios(List<Product> others) {
    List<Ratio> ratios = new ArrayList<>();
    ratios.add(
        Ratio.forInformation("graph.load.fdatasync", Sides.OUR_LOAD, Sides.BARE_LOAD, BARE_LOAD));
    ratios.add(
        new Ratio(
            "graph.commit.1.fdatasync",
            Sides.OUR_COMMIT_1,
            Sides.BARE_COMMIT,
            BARE_LOOP,
            BAR_COMMIT_1));
    ratios.add(
        Ratio.forInformation(
            "graph.commit.16.fdatasync", Sides.OUR_COMMIT_16, Sides.BARE_COMMIT, BARE_LOOP));
    others.forEach(product -> ratios.addAll(against(product)));
    return List.copyOf(ratios);
  }

  private static List<Ratio> against(Product product) {
    List<Ratio> ratios = new ArrayList<>();
    double barOfLoad = product.keepsFiles() ? BAR_LOAD : 0;
    ratios.add(ratio("graph.load", Sides.OUR_LOAD, Sides.load(product), product, barOfLoad));
    if (product.keepsFiles()) {
      double barOf16 = product == Product.NEO4J ? BAR_COMMIT_16 : 0;
      Side one = Sides.commit(product, 1);
      Side sixteen = Sides.commit(product, 16);
      ratios.add(ratio("graph.commit.1", Sides.OUR_COMMIT_1, one, product, 0));
      ratios.add(ratio("graph.commit.16", Sides.OUR_COMMIT_16, sixteen, product, barOf16));
    }
    ratios.add(
        ratio("graph.point-read", Sides.OUR_POINT_READ, Sides.pointRead(product), product, 0));
    ratios.add(ratio("graph.hop1", Sides.OUR_HOP, Sides.hop(product), product, 0));
    ratios.add(
        new Ratio(
            "graph.heap." + product.id(),
            Reading.cost(Sides.OUR_LOAD, Measurement.HEAP, "MB"),
            Reading.cost(Sides.load(product), Measurement.HEAP, "MB"),
            Sides.what(product),
            0));
    return ratios;
  }

  private static Ratio ratio(String name, Side ours, Side theirs, Product product, double bar) {
    return new Ratio(name + "." + product.id(), ours, theirs, Sides.what(product), bar);
  }

  private static List<Figure> figures() {
    return Stream.of(
            Stream.of(
                Figure.score("graph.load", Sides.OUR_LOAD),
                Figure.score("graph.commit.1", Sides.OUR_COMMIT_1)),
            latencies("graph.commit.1", Sides.OUR_COMMIT_1),
            Stream.of(Figure.score("graph.commit.16", Sides.OUR_COMMIT_16)),
            latencies("graph.commit.16", Sides.OUR_COMMIT_16),
            Stream.of(
                Figure.score("graph.point-read", Sides.OUR_POINT_READ)
                    .with(Bar.atMost(BAR_READ_MICROS)),
                Figure.score("graph.hop1", Sides.OUR_HOP).with(Bar.atMost(BAR_READ_MICROS)),
                Figure.megabytes("graph.heap", Sides.OUR_LOAD, Measurement.HEAP)
                    .with(Bar.atMost(BAR_HEAP_MEGABYTES)),
                Figure.megabytes("graph.offheap", Sides.OUR_LOAD, Measurement.OFF_HEAP),
                Figure.score("graph.rebuild", Sides.REBUILD).with(Bar.atLeast(BAR_REBUILD)),
                Figure.score("graph.memory-engine", Sides.MEMORY_ENGINE)
                    .with(Bar.atMost(BAR_MEMORY_ENGINE_MILLIS)),
                Figure.allocation("graph.alloc", Sides.ALLOCATION)
                    .with(Bar.atMost(BAR_ALLOCATED_BYTES))))
        .flatMap(figures -> figures)
        .toList();
  }

  private static Stream<Figure> latencies(String name, Side side) {
    return Stream.of(
        Figure.latency(name + ".p50", side, Measurement.P50),
        Figure.latency(name + ".p99", side, Measurement.P99),
        Figure.latency(name + ".p99.9", side, Measurement.P999));
  }

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public String about() {
    return "the graph against arrays and disk, with --peers against other products";
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public Optional<Plan> planWithPeers() {
    return Optional.of(planWithPeers);
  }

  @Override
  public Effort effort(boolean quick, boolean withPeers) {
    if (quick) {
      return QUICK;
    }
    return withPeers ? FULL_WITH_PEERS : FULL;
  }

  @Override
  public void prepare(Workspace workspace) throws IOException {
    BareSyncedWrite.prepare(workspace.directory());
    CrashingLoad.run(workspace.directory().resolve(Directories.CRASHED), Sides.OURS);
  }
}
