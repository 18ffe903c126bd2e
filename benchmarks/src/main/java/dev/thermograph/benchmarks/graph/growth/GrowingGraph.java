package dev.thermograph.benchmarks.graph.growth;

import dev.thermograph.benchmarks.graph.WrongAnswerException;
import dev.thermograph.benchmarks.graph.engine.EngineKinds;
import dev.thermograph.benchmarks.graph.engine.EngineKinds.Knows;
import dev.thermograph.benchmarks.graph.engine.EngineKinds.Person;
import dev.thermograph.benchmarks.harness.Latencies;
import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.report.MemoryReport;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A tenant that grows by one commit after the other, with nothing configured: each has new nodes,
 * and two edges from each of them to random nodes. <b>Threads:</b> one grows it; {@link #nodeCount}
 * may be asked by any.
 */
final class GrowingGraph implements AutoCloseable {
  static final int NODES_PER_COMMIT = 1_000;
  static final int EDGES_PER_NODE = 2;

  private static final long SEED = 11;

  private final Thermograph engine;
  private final Tenant tenant;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private volatile int nodeCount;

  GrowingGraph(Path directory) {
    engine = Thermograph.open(directory);
    tenant = engine.tenant("growing", EngineKinds.SCHEMA);
  }

  Tenant tenant() {
    return tenant;
  }

  /** So many nodes are on the disk and seen by new views; they are numbered from 0 on. */
  int nodeCount() {
    return nodeCount;
  }

  /** Grows to so many nodes. */
  void growTo(int nodes, Latencies commits) {
    for (int first = nodeCount; first < nodes; first = nodeCount) {
      int begin = first;
      int end = Math.min(nodes, first + NODES_PER_COMMIT);
      long startNanos = System.nanoTime();
      tenant.write(transaction -> add(transaction, begin, end));
      commits.record(System.nanoTime() - startNanos);
      nodeCount = end;
    }
  }

  private void add(WriteTransaction transaction, int first, int end) {
    for (int node = first; node < end; node++) {
      NodeId created = transaction.create(EngineKinds.PERSON, Person.ofNumber(node));
      WrongAnswerException.requireSame("number of a new node", node, created.number());
      for (int edge = 0; edge < EDGES_PER_NODE; edge++) {
        NodeId target = NodeId.of(tenant.number(), random.nextInt(node + 1));
        transaction.connect(EngineKinds.KNOWS, created, target, Knows.ofNumber(node));
      }
    }
  }

  MemoryReport memory() {
    return engine.memory();
  }

  /** Counts everything. */
  void requireAll() {
    try (ReadView view = tenant.read()) {
      long nodes = nodeCount;
      WrongAnswerException.requireSame("count of nodes", nodes, view.count(EngineKinds.PERSON));
      WrongAnswerException.requireSame(
          "count of edges", nodes * EDGES_PER_NODE, view.count(EngineKinds.KNOWS));
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
