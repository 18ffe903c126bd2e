package dev.thermograph.benchmarks.vector;

import dev.thermograph.benchmarks.harness.Bar;
import dev.thermograph.benchmarks.harness.Effort;
import dev.thermograph.benchmarks.harness.Figure;
import dev.thermograph.benchmarks.harness.Fork;
import dev.thermograph.benchmarks.harness.Group;
import dev.thermograph.benchmarks.harness.Kind;
import dev.thermograph.benchmarks.harness.Measurement;
import dev.thermograph.benchmarks.harness.Plan;
import dev.thermograph.benchmarks.harness.Ratio;
import dev.thermograph.benchmarks.harness.Reading;
import dev.thermograph.benchmarks.harness.Side;
import dev.thermograph.benchmarks.harness.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The questions about vectors. <em>Immutable.</em> */
public final class VectorGroup implements Group {
  private static final int COUNT_FULL = 100_000;
  private static final List<Integer> DIMENSIONS = List.of(128, 768);
  private static final List<Integer> PERCENTS = List.of(1, 10, 50);
  private static final List<VectorProduct> PEERS =
      List.of(VectorProduct.JVECTOR, VectorProduct.HNSWLIB);

  private static final double BAR_LUCENE = 0.9;
  private static final double BAR_PEERS = 2;

  /** At most three times as long. */
  private static final double BAR_THIRD = 1 / 3.0;

  private static final double BAR_RECALL = 0.95;
  private static final double BAR_WHILE_WRITING_MICROS = 50_000;
  private static final double BAR_FOUND_MICROS = 5_000;
  private static final int WRITES_PER_SECOND = 1_000;
  private static final int SECONDS_FULL = 120;
  private static final int SECONDS_SCALED = 10;

  /** Vector instructions for every side that knows them. */
  private static final List<String> FLAGS =
      List.of(
          "-Xms2g",
          "-Xmx2g",
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED");

  private static final Fork OURS = new Fork(FLAGS, "", false);

  private final int count;
  private final Plan plan;
  private final Plan planWithPeers;

  /** The group at its full size. */
  public VectorGroup() {
    this(COUNT_FULL);
  }

  private VectorGroup(int count) {
    this.count = count;
    this.plan = plan(List.of());
    this.planWithPeers = plan(PEERS);
  }

  private Plan plan(List<VectorProduct> peers) {
    List<Side> sides = new ArrayList<>();
    List<Ratio> ratios = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int dimensions : DIMENSIONS) {
      addSearch(dimensions, peers, sides, ratios, figures);
    }
    addFiltered(sides, ratios, figures);
    addWriting(sides, ratios, figures);
    return new Plan(List.copyOf(sides), List.copyOf(ratios), List.copyOf(figures));
  }

  private void addSearch(
      int dimensions,
      List<VectorProduct> peers,
      List<Side> sides,
      List<Ratio> ratios,
      List<Figure> figures) {
    String suffix = dimensions == DIMENSIONS.getFirst() ? "" : "." + dimensions;
    Side ours = search(VectorProduct.THERMOGRAPH, dimensions);
    List<VectorProduct> opponents = new ArrayList<>(List.of(VectorProduct.LUCENE));
    opponents.addAll(peers);
    sides.add(ours);
    for (VectorProduct opponent : opponents) {
      Side theirs = search(opponent, dimensions);
      double bar = opponent == VectorProduct.LUCENE ? BAR_LUCENE : BAR_PEERS;
      sides.add(theirs);
      ratios.add(
          new Ratio(
              "vector.search." + opponent.id() + suffix,
              ours,
              theirs,
              opponent.what() + ", " + dimensions + " dimensions",
              bar));
    }
    figures.add(Figure.score("vector.search" + suffix, ours));
    figures.add(new Figure("vector.search.ef" + suffix, ours, VectorSearch.EF, "", Bar.NONE));
  }

  private Side search(VectorProduct product, int dimensions) {
    boolean isPeer = PEERS.contains(product);
    Fork fork = isPeer ? new Fork(FLAGS, product.id(), false) : OURS;
    return sized(
            Side.throughput(
                "search " + dimensions + ", " + product.id(), VectorSearch.class, "search", 1),
            dimensions)
        .with("product", product.id())
        .in(fork);
  }

  private Side sized(Side side, int dimensions) {
    return side.with("dimensions", Integer.toString(dimensions))
        .with("count", Integer.toString(count))
        .in(OURS);
  }

  private void addFiltered(List<Side> sides, List<Ratio> ratios, List<Figure> figures) {
    Side all = filtered(100);
    sides.add(all);
    for (int percent : PERCENTS) {
      Side some = filtered(percent);
      sides.add(some);
      ratios.add(
          new Ratio("vector.filtered." + percent, some, all, "the same without filter", BAR_THIRD));
    }
    figures.add(new Figure("vector.recall", all, VectorSearch.RECALL, "", Bar.atLeast(BAR_RECALL)));
    figures.add(
        new Figure("vector.bytes-per-vector", all, FilteredSearch.BYTES_PER_VECTOR, "B", Bar.NONE));
  }

  private Side filtered(int percent) {
    Side side = Side.micros("filter of " + percent + " %", FilteredSearch.class, "search", 1);
    return sized(side, DIMENSIONS.getFirst()).with("percent", Integer.toString(percent));
  }

  private void addWriting(List<Side> sides, List<Ratio> ratios, List<Figure> figures) {
    Side idle = writing("idle", 0);
    Side busy = writing("while writing", WRITES_PER_SECOND);
    Side found =
        sized(
            Side.micros("insert and find", InsertAndFind.class, "insertAndFind", 1),
            DIMENSIONS.getFirst());
    sides.addAll(List.of(idle, busy, found));
    ratios.add(
        new Ratio(
            "vector.while-writing",
            Reading.cost(busy, Measurement.P99, "us"),
            Reading.cost(idle, Measurement.P99, "us"),
            "p99 when nobody writes; ours with 1,000 inserts per second",
            BAR_THIRD));
    figures.add(
        Figure.latency("vector.while-writing.p99", busy, Measurement.P99)
            .with(Bar.atMost(BAR_WHILE_WRITING_MICROS)));
    figures.add(
        Figure.latency("vector.insert-to-found.p99", found, Measurement.P99)
            .with(Bar.atMost(BAR_FOUND_MICROS)));
  }

  private Side writing(String id, int rate) {
    Map<String, String> parameters =
        Map.of(
            "dimensions",
            Integer.toString(DIMENSIONS.getFirst()),
            "count",
            Integer.toString(count),
            "rate",
            Integer.toString(rate),
            "seconds",
            Integer.toString(count == COUNT_FULL ? SECONDS_FULL : SECONDS_SCALED));
    return new Side(
        id,
        Kind.TIME,
        "us",
        1e6,
        SearchWhileWriting.class,
        "searchOn",
        1,
        parameters,
        OURS.forOneCall());
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String about() {
    return "nearest vectors against plain Lucene, under filters and beside writers; with --peers"
        + " against other libraries";
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
  public Optional<Group> scaledTo(double scale) {
    return Optional.of(new VectorGroup(Math.max(5_000, (int) (COUNT_FULL * scale))));
  }

  @Override
  public Effort effort(boolean quick, boolean withPeers) {
    return quick ? new Effort(true, 1, 1, 1_000, 2_000) : new Effort(false, 3, 2, 1_000, 3_000);
  }

  @Override
  public void prepare(Workspace workspace) throws IOException {
    for (int dimensions : DIMENSIONS) {
      Truth.write(new VectorData(count, dimensions), workspace.directory());
    }
  }
}
