package dev.thermograph.properties.isolation.history;

/** How a transaction ended, as its process was told. */
public enum Outcome {
  COMMITTED,
  ABORTED,

  /** It may have taken effect, may still do so, or never will. */
  UNKNOWN
}
