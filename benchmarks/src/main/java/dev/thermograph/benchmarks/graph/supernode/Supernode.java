package dev.thermograph.benchmarks.graph.supernode;

import dev.thermograph.benchmarks.graph.Directories;
import dev.thermograph.benchmarks.graph.engine.EngineKinds;
import dev.thermograph.benchmarks.harness.Latencies;
import dev.thermograph.benchmarks.harness.Reported;
import dev.thermograph.benchmarks.harness.Workspace;
import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to give one node very many edges, and to delete any of them?
 *
 * <p>Workload: the neighbours are there; one thread connects the node with each of them, 1,000 in a
 * durable commit. Then it deletes random edges, each in a commit of its own that does not wait for
 * the disk: the disk's part is the same for every commit, see {@code graph.commit.1}. The same was
 * done before with a smaller node, to warm up. Afterwards all edges are walked over.
 */
@State(Scope.Benchmark)
public class Supernode {
  static final String DELETE = "graph.supernode.delete";
  static final String FIRST_TENTH = "first tenth";
  static final String LAST_TENTH = "last tenth";
  static final int TENTHS = 10;

  private static final int EDGES_OF_WARM_UP = 100_000;
  private static final long SEED = 17;
  private static final double NANOS_PER_MICRO = 1e3;

  /** One in so many is deleted. */
  private static final int EDGES_PER_DELETE = 20;

  /** So many it gets. */
  @Param("1000000")
  public int edges = 1_000_000;

  private @Nullable Thermograph engine;
  private @Nullable Hub hub;

  /** For JMH. */
  public Supernode() {}

  private static Path directory() {
    return Workspace.ofFork().resolve("supernode");
  }

  /** JMH: warms up and makes the neighbours. */
  @Setup(Level.Trial)
  public void prepare() {
    Directories.remove(directory());
    Thermograph opened = Thermograph.open(directory());
    engine = opened;
    Tenant tenant = opened.tenant("star", EngineKinds.SCHEMA);
    Hub small = Hub.create(tenant, 0, Math.min(edges, EDGES_OF_WARM_UP));
    small.connect(0, small.neighbourCount());
    deleteSome(small);
    small.requireEdges();
    hub = Hub.create(tenant, small.neighbourCount() + 1, edges);
  }

  /** All edges. */
  @Benchmark
  public Hub connect() {
    Hub connected = Objects.requireNonNull(hub);
    int tenth = edges / TENTHS;
    int last = edges - tenth;
    Reported.put(FIRST_TENTH, connectMicros(connected, 0, tenth));
    connected.connect(tenth, last);
    Reported.put(LAST_TENTH, connectMicros(connected, last, edges));
    return connected;
  }

  /** Per edge. */
  private static double connectMicros(Hub hub, int first, int end) {
    long startNanos = System.nanoTime();
    hub.connect(first, end);
    return (System.nanoTime() - startNanos) / NANOS_PER_MICRO / (end - first);
  }

  private static Latencies deleteSome(Hub hub) {
    SplittableRandom random = new SplittableRandom(SEED);
    Latencies latencies = new Latencies();
    for (int left = hub.neighbourCount() / EDGES_PER_DELETE; left > 0; ) {
      int index = random.nextInt(hub.neighbourCount());
      if (hub.isConnectedWith(index)) {
        long startNanos = System.nanoTime();
        hub.delete(index);
        latencies.record(System.nanoTime() - startNanos);
        left--;
      }
    }
    return latencies;
  }

  /** JMH: deletes, checks what is left, closes it. */
  @TearDown(Level.Trial)
  public void finish() {
    try (Thermograph _ = Objects.requireNonNull(engine)) {
      Hub connected = Objects.requireNonNull(hub);
      deleteSome(connected).report(DELETE);
      connected.requireEdges();
    }
    Directories.remove(directory());
  }
}
