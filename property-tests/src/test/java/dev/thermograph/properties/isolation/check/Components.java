package dev.thermograph.properties.isolation.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds what lies on cycles: the strongly connected components of more than one state. Tarjan,
 * "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1972, without recursion.
 * O(states + edges). For one use.
 */
final class Components {
  private static final int UNSEEN = -1;

  private final Walk walk;
  private final DependencyGraph graph;
  private final int[] index;
  private final int[] low;

  /** States that are not in a finished component, in the order in which they were met. */
  private final int[] open;

  private final boolean[] isOpen;
  private int openCount;

  /** The way from the root to the state being looked at, with each one's next edge. */
  private final int[] path;

  private final int[] nextEdge;
  private int depth;
  private int seenCount;
  private final List<int[]> found = new ArrayList<>();

  private Components(Walk walk) {
    this.walk = walk;
    this.graph = walk.graph();
    int stateCount = walk.stateCount();
    index = new int[stateCount];
    low = new int[stateCount];
    open = new int[stateCount];
    isOpen = new boolean[stateCount];
    path = new int[stateCount];
    nextEdge = new int[stateCount];
    Arrays.fill(index, UNSEEN);
  }

  static List<int[]> find(Walk walk) {
    Components components = new Components(walk);
    for (int state = 0; state < walk.stateCount(); state += 2) {
      if (components.index[state] == UNSEEN) {
        components.search(state);
      }
    }
    return components.found;
  }

  private void search(int root) {
    enter(root);
    while (depth > 0) {
      int state = path[depth - 1];
      if (nextEdge[state] < graph.endEdge(Walk.node(state))) {
        look(state, nextEdge[state]++);
      } else {
        depth--;
        leave(state);
      }
    }
  }

  private void enter(int state) {
    index[state] = seenCount;
    low[state] = seenCount;
    seenCount++;
    open[openCount++] = state;
    isOpen[state] = true;
    nextEdge[state] = graph.firstEdge(Walk.node(state));
    path[depth++] = state;
  }

  private void look(int state, int edge) {
    int there = walk.follow(state, edge);
    if (there == Walk.NO_WAY) {
      return;
    }
    if (index[there] == UNSEEN) {
      enter(there);
    } else if (isOpen[there]) {
      low[state] = Math.min(low[state], index[there]);
    }
  }

  private void leave(int state) {
    if (depth > 0) {
      int caller = path[depth - 1];
      low[caller] = Math.min(low[caller], low[state]);
    }
    if (low[state] == index[state]) {
      finish(state);
    }
  }

  private void finish(int state) {
    int start = openCount;
    do {
      start--;
      isOpen[open[start]] = false;
    } while (open[start] != state);
    if (openCount - start > 1) {
      found.add(Arrays.copyOfRange(open, start, openCount));
    }
    openCount = start;
  }
}
