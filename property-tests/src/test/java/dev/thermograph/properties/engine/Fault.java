package dev.thermograph.properties.engine;

/** What can be planted in the reference, as if the engine did the opposite. */
enum Fault {
  /** A restart loses the newest edge. */
  EDGE_LOST_ON_RESTART,
  /** A crash loses the newest commit, durable or not. */
  COMMIT_LOST_ON_CRASH,
  /** Reading the past reads one commit too early. */
  PAST_IS_ONE_OFF,
  /** A node that is deleted is there still. */
  DELETE_LOST,
  /** A view that is kept open moves on with later commits. */
  VIEW_MOVES,
  /** What another commit changed meanwhile is overwritten. */
  UPDATE_LOST,
  /** A write that throws is committed. */
  ABORTED_WRITE_STAYS,
  /** A commit goes to the neighbour. */
  TENANTS_MIXED,
  /** Who made a commit is not kept. */
  ACTOR_LOST
}
