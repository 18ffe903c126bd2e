package dev.thermograph.wal.recovery;

/** How the log on disk ends. */
public sealed interface LogEnd {

  /** There is no log yet. */
  record Absent() implements LogEnd {}

  /** The last writer left in good order. */
  record Closed() implements LogEnd {}

  /** The last writer did not close, but nothing unfinished stands behind the last frame. */
  record Unclosed() implements LogEnd {}

  /**
   * Unfinished bytes stand behind the last frame; no one was promised them and they are left out.
   *
   * @param tornBytes from the end of the log to the end of the last block that carries its epoch
   */
  record TornTail(long tornBytes) implements LogEnd {}
}
