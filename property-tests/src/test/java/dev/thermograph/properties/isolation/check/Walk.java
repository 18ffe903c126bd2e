package dev.thermograph.properties.isolation.check;

/**
 * The ways of a stage through the graph. A state is a node and whether an RW led there: {@code 2 *
 * node} or {@code 2 * node + 1}; the second one occurs only where the stage wants to know.
 */
final class Walk {
  static final int NO_WAY = -1;

  private final DependencyGraph graph;
  private final Stage stage;

  Walk(DependencyGraph graph, Stage stage) {
    this.graph = graph;
    this.stage = stage;
  }

  DependencyGraph graph() {
    return graph;
  }

  Stage stage() {
    return stage;
  }

  int stateCount() {
    return graph.nodeCount() * 2;
  }

  static int node(int state) {
    return state >> 1;
  }

  /** Where an edge leads from a state, {@link #NO_WAY} if the stage does not follow it. */
  int follow(int state, int edge) {
    Dependency kind = graph.kind(edge);
    if (!stage.follows(kind)) {
      return NO_WAY;
    }
    int there = graph.target(edge) << 1;
    return switch (kind) {
      case WW, WR, PROCESS, REALTIME, SEQUENCE -> there;
      case PASS -> there | (state & 1);
      case RW -> followRw(state, there);
    };
  }

  private int followRw(int state, int there) {
    if (!stage.wantsRwApart()) {
      return there;
    }
    return (state & 1) == 0 ? there | 1 : NO_WAY;
  }
}
