package dev.thermograph.benchmarks.graph;

import dev.thermograph.benchmarks.harness.LatencyRecorder;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * How many commits of a node and an edge per second, each waiting until it is on the disk?
 *
 * <p>Workload: the loaded {@link RmatGraph#measured}, one tenant or database; each thread creates a
 * node with a new uid and an edge from it to a random node that was loaded, waits, and makes the
 * next. Afterwards each committed node is asked for its age and its neighbour.
 */
public class DurableCommit {
  /** For JMH. */
  public DurableCommit() {}

  /** The database that all threads share. */
  @State(Scope.Benchmark)
  public static class Database {
    /** What is committed to. */
    @Param("thermograph")
    public String product = "thermograph";

    private final List<Committer> committers = new CopyOnWriteArrayList<>();
    private @Nullable LoadedGraph loaded;

    /** For JMH. */
    public Database() {}

    /** JMH: opens a copy. */
    @Setup(Level.Trial)
    public void open() {
      loaded = LoadedGraph.openCopy(Product.of(product));
    }

    /** JMH: checks that all is there, and closes. */
    @TearDown(Level.Trial)
    public void close() {
      try (LoadedGraph graph = loaded();
          GraphReads reads = graph.side().openReads()) {
        committers.forEach(committer -> committer.requireAll(reads, graph.answers()));
      }
      Directories.remove(Directories.scratch(Product.of(product)));
    }

    private LoadedGraph loaded() {
      return Objects.requireNonNull(loaded);
    }
  }

  /** What one thread commits. */
  @State(Scope.Thread)
  public static class Committer {
    /** More than a thread commits in a run. */
    private static final long NODES_PER_THREAD = 1L << 28;

    private @Nullable GraphCommits commits;
    private SplittableRandom targets = new SplittableRandom(0);
    private int nodeCount;
    private long firstNode;
    private long count;

    /** For JMH. */
    public Committer() {}

    /** JMH: begins. */
    @Setup(Level.Trial)
    public void open(Database database, ThreadParams threads) {
      LoadedGraph graph = database.loaded();
      int thread = threads.getThreadIndex();
      nodeCount = graph.graph().nodeCount();
      firstNode = NODES_PER_THREAD * (1 + thread);
      targets = targetsOf(thread);
      commits = graph.side().openCommits();
      database.committers.add(this);
    }

    private static SplittableRandom targetsOf(long thread) {
      return new SplittableRandom(thread);
    }

    private void commit(Answers answers) {
      int target = targets.nextInt(nodeCount);
      Objects.requireNonNull(commits).commit(firstNode + count, answers.id(target));
      count++;
    }

    /** Asks for each node that was committed; the targets are drawn again. */
    private void requireAll(GraphReads reads, Answers answers) {
      Objects.requireNonNull(commits).close();
      SplittableRandom again = targetsOf(firstNode / NODES_PER_THREAD - 1);
      for (long node = firstNode; node < firstNode + count; node++) {
        long uid = Values.uid(node);
        WrongAnswerException.requireSame(
            "age of committed node " + node, Values.age(node), reads.ageOf(uid));
        WrongAnswerException.requireSame(
            "neighbour of committed node " + node,
            answers.id(again.nextInt(nodeCount)),
            reads.sumOfNeighbours(reads.findNode(uid)));
      }
    }
  }

  /** One commit. */
  @Benchmark
  public long commit(Database database, Committer committer, LatencyRecorder latency) {
    Answers answers = database.loaded().answers();
    long startNanos = System.nanoTime();
    committer.commit(answers);
    latency.recordSince(startNanos);
    return committer.count;
  }
}
