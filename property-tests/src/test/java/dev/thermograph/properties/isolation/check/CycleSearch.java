package dev.thermograph.properties.isolation.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds a cycle that is easy to understand: fewest RW, then fewest that are not about values, then
 * shortest. From each of a limited number of starts the best one is found (Dijkstra); the best of
 * those is taken.
 */
final class CycleSearch {
  private static final int STARTS_MAX = 256;

  /** Edges looked at in one component; after that no further start is tried. */
  private static final long EFFORT_MAX = 2_000_000;

  private static final long RW_COST = 1L << 45;
  private static final long TIME_COST = 1L << 30;
  private static final long STEP_COST = 1L << 10;
  private static final long NEVER = Long.MAX_VALUE;

  private record Reached(int state, long cost) {}

  private final Walk walk;
  private final DependencyGraph graph;
  private final long[] cost;
  private final int[] edgeTo;
  private final int[] stateBefore;
  private final int[] componentOf;
  private int componentCount;
  private long effort;

  CycleSearch(Walk walk) {
    this.walk = walk;
    this.graph = walk.graph();
    int stateCount = walk.stateCount();
    cost = new long[stateCount];
    edgeTo = new int[stateCount];
    stateBefore = new int[stateCount];
    componentOf = new int[stateCount];
    Arrays.fill(cost, NEVER);
  }

  /** The easiest cycle found in a component. */
  List<Step> easiest(int[] component) {
    componentCount++;
    for (int state : component) {
      componentOf[state] = componentCount;
    }
    effort = 0;
    long best = NEVER;
    List<Step> easiest = List.of();
    int[] starts = starts(component);
    int stride = Math.max(1, starts.length / STARTS_MAX);
    for (int place = 0; place < starts.length && effort < EFFORT_MAX; place += stride) {
      int start = starts[place];
      long found = search(start, best);
      if (found < best) {
        best = found;
        easiest = steps(start);
      }
      forget(component);
    }
    return easiest;
  }

  /** Junctions begin no cycle: each cycle has a transaction in it. */
  private int[] starts(int[] component) {
    return Arrays.stream(component)
        .filter(state -> Walk.node(state) < graph.transactionCount())
        .sorted()
        .toArray();
  }

  private void forget(int[] component) {
    for (int state : component) {
      cost[state] = NEVER;
    }
  }

  /** Cost of the best way from a state back to it, NEVER if that is not below a limit. */
  private long search(int start, long limit) {
    PriorityQueue<Reached> toVisit = new PriorityQueue<>(Comparator.comparingLong(Reached::cost));
    toVisit.add(new Reached(start, 0));
    boolean atStart = true;
    while (!toVisit.isEmpty()) {
      Reached reached = toVisit.remove();
      if (reached.state() == start && !atStart) {
        return reached.cost();
      }
      if (atStart || reached.cost() == cost[reached.state()]) {
        expand(reached, limit, toVisit);
      }
      atStart = false;
    }
    return NEVER;
  }

  private void expand(Reached reached, long limit, PriorityQueue<Reached> toVisit) {
    int node = Walk.node(reached.state());
    for (int edge = graph.firstEdge(node); edge < graph.endEdge(node); edge++) {
      effort++;
      int there = walk.follow(reached.state(), edge);
      if (there == Walk.NO_WAY || componentOf[there] != componentCount) {
        continue;
      }
      long reachedAt = reached.cost() + cost(graph.kind(edge));
      if (reachedAt < cost[there] && reachedAt < limit) {
        cost[there] = reachedAt;
        edgeTo[there] = edge;
        stateBefore[there] = reached.state();
        toVisit.add(new Reached(there, reachedAt));
      }
    }
  }

  private static long cost(Dependency kind) {
    return switch (kind) {
      case WW -> STEP_COST;
      case WR -> STEP_COST + 1; // of two equals the one that tells about writes alone
      case RW -> RW_COST;
      case PROCESS, REALTIME, SEQUENCE -> TIME_COST;
      case PASS -> 0;
    };
  }

  /** The edges of the cycle just found; what passes junctions is one step. */
  private List<Step> steps(int start) {
    List<Step> backwards = new ArrayList<>();
    int state = start;
    int to = Walk.node(start);
    do {
      int edge = edgeTo[state];
      state = stateBefore[state];
      if (graph.kind(edge) != Dependency.PASS) {
        int from = graph.source(edge);
        backwards.add(new Step(from, to, graph.kind(edge), graph.item(edge), graph.value(edge)));
        to = from;
      }
    } while (state != start);
    return backwards.reversed();
  }
}
