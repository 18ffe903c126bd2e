package dev.thermograph.engine.graph;

/** Which edges of a node are meant. */
public enum Direction {
  /** Those that come from it. */
  OUT,
  /** Those that go to it. */
  IN,
  /** All; an edge from a node to itself is met twice. */
  BOTH
}
