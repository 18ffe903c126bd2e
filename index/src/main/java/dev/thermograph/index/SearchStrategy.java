package dev.thermograph.index;

/**
 * How a search found its hits; of several segments, the one furthest down this list. Segments too
 * small to have a graph, and the tail, are always compared with one by one and count only if there
 * is nothing else.
 */
public enum SearchStrategy {
  /** Walked the graph of neighbours; nearly everything in it could be returned. */
  GRAPH,
  /** Walked the graph, passing over what the filter or the view does not accept. */
  FILTERED_GRAPH,
  /** The walk came back short and was done again with more candidates. */
  WIDENED,
  /** Compared with every accepted vector, because they are few or because that was asked for. */
  EXACT
}
