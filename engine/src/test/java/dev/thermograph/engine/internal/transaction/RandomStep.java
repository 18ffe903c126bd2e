package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.LIKES;
import static dev.thermograph.engine.internal.transaction.Kinds.OWNER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;

import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.graph.WriteTransaction.ConnectedEdge;
import dev.thermograph.engine.internal.transaction.Kinds.Folder;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.error.ThermographException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One call of a transaction that can be done again in another one. What it gives is told in words
 * in which the transaction's own nodes and edges have names of their own.
 */
final class RandomStep {
  private static final int CALLS = 24;
  private static final int UIDS = 10;
  private static final int FEW = 3;

  private final int call;
  private final int one;
  private final int two;
  private final int value;
  private final EdgeKind<NoProperties> bare;

  /** Steps must meet at the same nodes now and then. */
  private final boolean isAmongFew;

  RandomStep(SplittableRandom random) {
    this.call = random.nextInt(CALLS);
    this.one = random.nextInt(1 << 20);
    this.two = random.nextInt(1 << 20);
    this.value = random.nextInt(1 << 20);
    this.isAmongFew = random.nextBoolean();
    this.bare = random.nextBoolean() ? LIKES : OWNER;
  }

  /** Does the call with ids from these lists, and adds what it creates. */
  String run(WriteTransaction tx, List<NodeId> nodes, List<EdgeId> edges) {
    try {
      return call + ": " + runOrThrow(tx, nodes, edges);
    } catch (ConstraintException e) {
      return call + ": " + e.rule();
    } catch (ThermographException e) {
      return call + ": " + e.getClass().getSimpleName();
    }
  }

  private String runOrThrow(WriteTransaction tx, List<NodeId> nodes, List<EdgeId> edges) {
    int among = isAmongFew ? Math.min(FEW, nodes.size()) : nodes.size();
    NodeId node = nodes.get(one % among);
    NodeId other = nodes.get(two % among);
    return call < 10 ? read(tx, node, other, nodes, edges) : change(tx, node, other, nodes, edges);
  }

  private String read(
      WriteTransaction tx, NodeId node, NodeId other, List<NodeId> nodes, List<EdgeId> edges) {
    EdgeId edge = edges.get(value % edges.size());
    return switch (call) {
      case 0 -> tx.find(PERSON, node).map(it -> it.properties().toString()).orElse("none");
      case 1 -> String.valueOf(tx.exists(node));
      case 2 -> tx.find(KNOWS, edge).map(it -> it.properties().toString()).orElse("none");
      case 3 -> String.valueOf(tx.exists(edge));
      case 4 -> names(edges, tx.edges(KNOWS, node, Direction.OUT));
      case 5 -> String.valueOf(tx.degree(bare, node, Direction.IN));
      case 6 -> names(edges, tx.edgesBetween(KNOWS, node, other));
      case 7 -> tx.findByKey(PERSON, uid()).map(it -> name(nodes, it.id())).orElse("none");
      case 8 -> String.valueOf(tx.count(value % 2 == 0 ? PERSON : FOLDER));
      default -> String.valueOf(tx.count(bare));
    };
  }

  private String change(
      WriteTransaction tx, NodeId node, NodeId other, List<NodeId> nodes, List<EdgeId> edges) {
    EdgeId edge = edges.get(value % edges.size());
    return switch (call) {
      case 10, 11 -> add(nodes, tx.create(PERSON, new Person(uid(), "p", value % 90, null)));
      case 12 -> add(nodes, tx.create(FOLDER, new Folder("/" + value % 6, 1)));
      case 13, 14 -> done(() -> tx.update(node, Map.of("age", value % 90)));
      case 15 -> done(() -> tx.update(node, Map.of("uid", uid())));
      case 16 -> String.valueOf(tx.delete(node));
      case 17 -> add(edges, tx.connect(KNOWS, node, other, new Knows(value, null)));
      case 18 -> add(edges, tx.connect(bare, node, other));
      case 19 -> done(() -> tx.update(edge, Map.of("since", value)));
      case 20 -> done(() -> tx.delete(edge));
      case 21 -> done(() -> tx.restore(node));
      default -> {
        ConnectedEdge connected = tx.getOrConnect(KNOWS, node, other, new Knows(value, null));
        yield connected.isCreated() ? add(edges, connected.id()) : "found";
      }
    };
  }

  private long uid() {
    return value % UIDS;
  }

  private static String done(Runnable run) {
    run.run();
    return "done";
  }

  private static <T> String add(List<T> known, T created) {
    known.add(created);
    return name(known, created);
  }

  private static <T> String name(List<T> known, T id) {
    int index = known.indexOf(id);
    return index < 0 ? id.toString() : "#" + index;
  }

  private static String names(List<EdgeId> known, List<? extends Edge<?>> edges) {
    return edges.stream().map(it -> name(known, it.id()) + it.properties()).sorted().toList() + "";
  }
}
