package dev.thermograph.benchmarks.graph.growth;

import dev.thermograph.benchmarks.graph.Values;
import dev.thermograph.benchmarks.graph.WrongAnswerException;
import dev.thermograph.benchmarks.graph.engine.EngineKinds;
import dev.thermograph.benchmarks.harness.Latencies;
import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Asks for random nodes of a graph that grows, at a fixed rate, each time through a new view and a
 * new cursor, as a request to a service would: a point read and a hop in turn.
 *
 * <p>A latency counts from when the request was due, so that requests which had to wait behind a
 * slow one are slow too (no coordinated omission). In between this sleeps, as a thread does that
 * waits for requests; one that never sleeps would be the first to lose its core. Each answer is
 * checked. <b>Threads:</b> one runs it, another stops it.
 */
final class GrowthReader implements Runnable {
  private static final long INTERVAL_NANOS = 500_000;

  /** It wakes up so long before a request is due, so that waking up is not timed with it. */
  private static final long SPIN_NANOS = 100_000;

  private static final long SEED = 13;

  private final Tenant tenant;
  private final IntSupplier nodeCount;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Latencies pointReads = new Latencies();
  private final Latencies hops = new Latencies();
  private volatile boolean isStopped;

  /**
   * A reader.
   *
   * @param nodeCount how many nodes are there by now
   */
  GrowthReader(Tenant tenant, IntSupplier nodeCount) {
    this.tenant = tenant;
    this.nodeCount = nodeCount;
  }

  void stop() {
    isStopped = true;
  }

  Latencies pointReads() {
    return pointReads;
  }

  Latencies hops() {
    return hops;
  }

  @Override
  public void run() {
    while (nodeCount.getAsInt() == 0 && !isStopped) {
      Thread.onSpinWait();
    }
    long dueNanos = System.nanoTime();
    for (boolean isHop = false; !isStopped; isHop = !isHop) {
      dueNanos += INTERVAL_NANOS;
      await(dueNanos);
      int node = random.nextInt(nodeCount.getAsInt());
      if (isHop) {
        requireNeighbours(node);
      } else {
        requireAge(node);
      }
      (isHop ? hops : pointReads).record(System.nanoTime() - dueNanos);
    }
  }

  private static void await(long dueNanos) {
    long leftNanos = dueNanos - System.nanoTime();
    while (leftNanos > 0) {
      if (leftNanos > SPIN_NANOS) {
        LockSupport.parkNanos(leftNanos - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
      leftNanos = dueNanos - System.nanoTime();
    }
  }

  void requireAge(int node) {
    try (ReadView view = tenant.read()) {
      NodeCursor<EngineKinds.Person> cursor = view.cursor(EngineKinds.PERSON);
      int age = cursor.column("age");
      long found = cursor.seekKey(Values.uid(node)) ? cursor.getLong(age) : -1;
      WrongAnswerException.requireSame("age of node " + node, Values.age(node), found);
    }
  }

  void requireNeighbours(int node) {
    try (ReadView view = tenant.read()) {
      EdgeCursor<EngineKinds.Knows> cursor = view.cursor(EngineKinds.KNOWS);
      cursor.open(NodeId.of(tenant.number(), node), Direction.OUT);
      int count = 0;
      while (cursor.next()) {
        if (cursor.neighbour() > NodeId.of(tenant.number(), node).value()) {
          throw new WrongAnswerException("neighbour of node " + node, node, cursor.neighbour());
        }
        count++;
      }
      WrongAnswerException.requireSame(
          "neighbours of node " + node, GrowingGraph.EDGES_PER_NODE, count);
    }
  }
}
