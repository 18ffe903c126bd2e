package dev.thermograph.index;

/** In which part of its life an index is. */
public enum IndexState {
  /** Told what the memory holds; takes changes, refuses searches. */
  FILLING,
  /** Takes changes and searches. */
  READY,
  /** Something failed that must not; refuses everything. It can be opened and filled again. */
  FAILED,
  /** Closed. */
  CLOSED
}
