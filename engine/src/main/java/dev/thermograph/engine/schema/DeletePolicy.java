package dev.thermograph.engine.schema;

/**
 * What deleting a node does about its edges. A node's kind says it for all of its edges; an edge's
 * kind may say otherwise for edges of that kind. Where both ends of an edge are deleted together,
 * it is enough that the policy at one of them takes it.
 */
public enum DeletePolicy {
  /** A node that has an edge, in or out, is not deleted. */
  RESTRICT,
  /** The node's edges are deleted with it; its neighbours stay. */
  DISCONNECT,
  /** As {@link #DISCONNECT}, and the nodes that its outgoing edges lead to are deleted too. */
  CASCADE
}
