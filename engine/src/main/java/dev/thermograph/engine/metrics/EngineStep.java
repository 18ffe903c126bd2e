package dev.thermograph.engine.metrics;

/**
 * What an engine does that may take long, with the unit in which it is told how far it has come.
 */
public enum EngineStep {
  /** A snapshot is written: nodes and edges. */
  SNAPSHOT_WRITE,
  /** It is read again before it counts: bytes. */
  SNAPSHOT_VERIFY,
  /** The files of an orderly close are looked at and opened: one step. */
  MAPS_REOPEN,
  /** A snapshot is read into memory: bytes. */
  SNAPSHOT_LOAD,
  /** The log behind it is applied: sequences. */
  LOG_REPLAY
}
