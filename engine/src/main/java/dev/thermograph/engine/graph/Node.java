package dev.thermograph.engine.graph;

import dev.thermograph.engine.schema.NodeKind;

/**
 * A node as a view saw it; a copy that stays valid. <em>Immutable.</em>
 *
 * @param id its id
 * @param kind its kind
 * @param properties its properties
 * @param sequence sequence of the commit that made it as it is; 0 in the transaction that does
 * @param <T> see {@link NodeKind}
 */
public record Node<T>(NodeId id, NodeKind<T> kind, T properties, long sequence) {}
