package dev.thermograph.engine.internal.residence;

/** Something that is opened on first use, and closed when there is no room for it. */
public interface Resident {
  /** Whether it should be closed as soon as nobody uses it, and opened anew. */
  boolean isWorn();

  /** Bytes of memory that closing gives back. */
  long memoryBytes();

  /**
   * Does what may fail before it leaves for others; nobody uses it meanwhile. Takes a bounded time.
   *
   * @throws RuntimeException when it could not be opened again as things are; then it stays
   */
  void prepareToLeave();

  /** Gives everything back. Nobody uses it. On a thread that may touch files. */
  void close();
}
