package dev.thermograph.properties.search;

/** What is planted in the model, so that it is seen that differences are found. */
enum SearchFault {
  NONE,
  /** Deleted nodes go on being found. */
  FORGETS_A_DELETION,
  /** A view sees what was so a commit before. */
  SEES_LESS
}
