package dev.thermograph.engine.graph;

/**
 * Something that can be looked for in a view: a {@code Search} of {@code engine.search}. The engine
 * refuses all others.
 *
 * @param <R> what is found
 */
public interface ViewSearch<R> {}
