package dev.thermograph.engine.internal.registry;

import java.nio.ByteBuffer;

/** Where events are kept before anybody acts on them. */
interface RegistryJournal {
  /** Keeps an event for good, and returns its place when that is done. */
  Entry append(ByteBuffer event);

  /** No event is missing up to here, but for those being appended now. */
  long durableSequence();

  /** Says that nobody needs the events up to a sequence any more. */
  void release(long sequence);

  /**
   * An event's place.
   *
   * @param sequence later ones have greater ones
   * @param micros when, in microseconds since 1970-01-01T00:00Z
   */
  record Entry(long sequence, long micros) {}
}
