package dev.thermograph.engine.search;

import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;

/**
 * A node that was found. <em>Immutable.</em>
 *
 * @param node as the view sees it
 * @param score 0 or more, greater is better. Of {@link Ranking.Nearest}: (1 + cosine) / 2; of
 *     {@link dev.thermograph.engine.schema.Metric#EUCLIDEAN} 1 / (1 + d²); of {@link
 *     dev.thermograph.engine.schema.Metric#DOT} p + 1, or 1 / (1 − p) where the product p is below
 *     zero
 * @param distance 0 or more but for products, smaller is better, as PostgreSQL's pgvector has it: 1
 *     − cosine, d, or −p
 * @param <T> see {@link dev.thermograph.engine.schema.NodeKind}
 */
public record Hit<T>(Node<T> node, double score, double distance) {
  /** The node's id. */
  public NodeId id() {
    return node.id();
  }
}
