package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.read.ReadModel.EdgeState;
import dev.thermograph.engine.internal.read.ReadModel.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes random commits, valid ones, to a tenant and a model alike. */
final class ReadScript {
  private static final int CHANGES_MAX = 6;
  private static final int NODES_MAX = 40;

  private final TestTenant tenant;
  private final ReadModel model;
  private final SplittableRandom random;
  private int nodeEnd;
  private int edgeEnd;

  ReadScript(TestTenant tenant, ReadModel model, long seed) {
    this.tenant = tenant;
    this.model = model;
    this.random = new SplittableRandom(seed);
  }

  int nodeEnd() {
    return nodeEnd;
  }

  int edgeEnd() {
    return edgeEnd;
  }

  /** Makes one commit, or none when all changes turn out to be impossible. */
  void commit() {
    long sequence = tenant.nextSequence();
    tenant.commit(
        commit -> {
          for (int change = random.nextInt(1, CHANGES_MAX); change > 0; change--) {
            change(commit, sequence);
          }
        });
  }

  private void change(TestCommit commit, long sequence) {
    int dice = random.nextInt(100);
    if (dice < 25) {
      createNode(commit, NodeSort.ALL.get(random.nextInt(NodeSort.ALL.size())), sequence);
    } else if (dice < 40) {
      updateNode(commit, sequence);
    } else if (dice < 46) {
      deleteNode(commit, sequence);
    } else if (dice < 52) {
      restoreNode(commit, sequence);
    } else if (dice < 80) {
      createEdge(commit, EdgeSort.ALL.get(random.nextInt(EdgeSort.ALL.size())), sequence);
    } else {
      changeEdge(commit, sequence);
    }
  }

  private <T> void createNode(TestCommit commit, NodeSort<T> sort, long sequence) {
    T properties = sort.make().apply(random);
    if (nodeEnd < NODES_MAX && model.at(sequence).isFree(sort, properties, -1)) {
      commit.create(sort.kind(), properties);
      model.put(nodeEnd++, new NodeState<>(sort, properties, sequence));
    }
  }

  private void updateNode(TestCommit commit, long sequence) {
    Integer number = any(model.at(sequence).nodes());
    NodeState<?> state = number == null ? null : model.at(sequence).nodes().get(number);
    if (state != null && number != null) {
      putNode(commit, number, state.sort(), sequence);
    }
  }

  private void restoreNode(TestCommit commit, long sequence) {
    int number = nodeEnd == 0 ? 0 : random.nextInt(nodeEnd);
    NodeState<?> was = model.lastOfDeletedNode(number);
    if (was != null) {
      putNode(commit, number, was.sort(), sequence);
    }
  }

  private <T> void putNode(TestCommit commit, int number, NodeSort<T> sort, long sequence) {
    T properties = sort.make().apply(random);
    if (model.at(sequence).isFree(sort, properties, number)) {
      commit.put(sort.kind(), tenant.ids().node(number), properties);
      model.put(number, new NodeState<>(sort, properties, sequence));
    }
  }

  private void deleteNode(TestCommit commit, long sequence) {
    Integer number = any(model.at(sequence).nodes());
    if (number == null) {
      return;
    }
    model
        .at(sequence)
        .edges()
        .forEach(
            (edge, state) -> {
              if (state.from() == number || state.to() == number) {
                deleteEdge(commit, edge, sequence);
              }
            });
    commit.delete(tenant.ids().node(number));
    model.deleteNode(number, sequence);
  }

  private void deleteEdge(TestCommit commit, int edge, long sequence) {
    commit.delete(tenant.ids().edge(edge));
    model.deleteEdge(edge, sequence);
  }

  private <E> void createEdge(TestCommit commit, EdgeSort<E> sort, long sequence) {
    Map<Integer, NodeState<?>> nodes = model.at(sequence).nodes();
    // The first node gets half of the edges, so that its lists grow.
    Integer from = random.nextBoolean() ? any(nodes) : first(nodes);
    Integer to = random.nextInt(3) > 0 ? any(nodes) : first(nodes);
    if (from != null && to != null) {
      putEdge(commit, edgeEnd++, sort, from, to, sequence);
      tenant.takeEdge();
    }
  }

  private <E> void putEdge(
      TestCommit commit, int number, EdgeSort<E> sort, int from, int to, long sequence) {
    E properties = sort.make().apply(random);
    commit.put(
        sort.kind(),
        tenant.ids().edge(number),
        tenant.ids().node(from),
        tenant.ids().node(to),
        properties);
    model.put(number, new EdgeState<>(sort, from, to, properties, sequence));
  }

  private void changeEdge(TestCommit commit, long sequence) {
    if (edgeEnd == 0) {
      return;
    }
    int number = random.nextInt(edgeEnd);
    ReadModel.Instant now = model.at(sequence);
    EdgeState<?> state = now.edges().get(number);
    if (state == null) {
      state = model.lastOfDeletedEdge(number);
    } else if (random.nextBoolean()) {
      deleteEdge(commit, number, sequence);
      return;
    }
    if (state != null
        && now.nodes().containsKey(state.from())
        && now.nodes().containsKey(state.to())) {
      putEdge(commit, number, state.sort(), state.from(), state.to(), sequence);
    }
  }

  private static @Nullable Integer first(Map<Integer, ?> map) {
    return map.isEmpty() ? null : map.keySet().iterator().next();
  }

  private @Nullable Integer any(Map<Integer, ?> map) {
    List<Integer> numbers = new ArrayList<>(map.keySet());
    return numbers.isEmpty() ? null : numbers.get(random.nextInt(numbers.size()));
  }
}
