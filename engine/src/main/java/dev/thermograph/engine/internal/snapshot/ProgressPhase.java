package dev.thermograph.engine.internal.snapshot;

/** What is being done that may take long. */
public enum ProgressPhase {
  /** A snapshot is written: elements. */
  WRITE,
  /** It is read again before it counts: bytes. */
  VERIFY,
  /** Memory of a clean close is compared with its mark and opened: one step. */
  REOPEN,
  /** A snapshot is read into memory: bytes of the file. */
  LOAD,
  /** The log behind it is applied: sequences. */
  REPLAY
}
