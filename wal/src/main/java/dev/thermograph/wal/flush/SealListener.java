package dev.thermograph.wal.flush;

/** Told when a segment is full and durable. Called on the log thread; must be quick. */
@FunctionalInterface
public interface SealListener {

  /** The segment is sealed; its last frame is the one of {@code lastSequence}. */
  void sealed(long segmentNumber, long lastSequence);
}
