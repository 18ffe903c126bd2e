package dev.thermograph.engine.schema;

/** How many edges of a kind there may be. */
public enum Cardinality {
  /** Any number, also between the same two nodes. */
  MANY,
  /** At most one edge of the kind from one node to one other; any number out of a node. */
  UNIQUE,
  /** At most one edge of the kind out of a node, wherever it leads. */
  ONE
}
