package dev.thermograph.engine.graph;

/**
 * That a commit wrote a node or an edge. <em>Immutable.</em>
 *
 * @param sequence of the commit; a view of it shows what it wrote
 * @param isDeleted whether the element is not there from then on
 */
public record ElementVersion(long sequence, boolean isDeleted) {}
