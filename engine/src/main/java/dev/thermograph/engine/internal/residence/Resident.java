package dev.thermograph.engine.internal.residence;

/** Something that is opened on first use, and closed when there is no room for it. */
public interface Resident {
  /** Whether it should be closed as soon as nobody uses it, and opened anew. */
  boolean isWorn();

  /** Bytes of memory that closing gives back. */
  long memoryBytes();

  /** Gives everything back. Nobody uses it. On a thread that may touch files. */
  void close();
}
