package dev.thermograph.benchmarks.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How fast does a tenant come back after a crash?
 *
 * <p>Workload: one call opens what a process left that was ended without closing anything right
 * after it had loaded {@link RmatGraph#measured}, until the graph can be read. There is no
 * snapshot, and what lies in the maps is not trusted: everything comes from the log. One opening
 * before, of another copy, to warm up. Afterwards each node is asked for its age and its
 * neighbours.
 */
@State(Scope.Benchmark)
public class Rebuild {
  private @Nullable GraphSide rebuilt;

  /** For JMH. */
  public Rebuild() {}

  /** JMH: warms up and makes a copy of what the crash left. */
  @Setup(Level.Trial)
  public void prepare() {
    Directories.copy(Directories.crashed(), Directories.scratch(Product.LOG_ONLY));
    rebuild().close();
    Directories.copy(Directories.crashed(), Directories.scratch(Product.LOG_ONLY));
  }

  /** One rebuild. */
  @Benchmark
  public GraphSide rebuild() {
    GraphSide side = Product.LOG_ONLY.open(Directories.scratch(Product.LOG_ONLY));
    rebuilt = side;
    return side;
  }

  /** JMH: checks what was rebuilt, and closes it. */
  @TearDown(Level.Trial)
  public void finish() {
    try (GraphSide side = Objects.requireNonNull(rebuilt)) {
      Answers.requireAll(side, RmatGraph.measured());
    }
    Directories.remove(Directories.scratch(Product.LOG_ONLY));
  }
}
