package dev.thermograph.engine.graph;

import dev.thermograph.engine.schema.EdgeKind;

/**
 * An edge as a view saw it; a copy that stays valid. <em>Immutable.</em>
 *
 * @param id its id
 * @param kind its kind
 * @param from the node it comes from
 * @param to the node it goes to
 * @param properties its properties
 * @param sequence sequence of the commit that made it as it is; 0 in the transaction that does
 * @param <E> see {@link EdgeKind}
 */
public record Edge<E>(
    EdgeId id, EdgeKind<E> kind, NodeId from, NodeId to, E properties, long sequence) {}
