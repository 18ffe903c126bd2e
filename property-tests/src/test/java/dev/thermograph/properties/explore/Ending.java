package dev.thermograph.properties.explore;

/** How the last process of a scenario leaves. */
enum Ending {
  /** It closes the log. */
  CLOSED,
  /** It is killed when the log was idle long enough for a trailer. */
  IDLE,
  /** It is killed in the middle of something. */
  KILLED
}
