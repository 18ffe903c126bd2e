package dev.thermograph.engine.internal.core;

import java.util.random.RandomGenerator;

/** A source of randomness for many threads. <b>Thread-safe:</b> by its monitor. */
final class SharedRandom implements RandomGenerator {
  private final RandomGenerator source;

  SharedRandom(RandomGenerator source) {
    this.source = source;
  }

  @Override
  public synchronized long nextLong() {
    return source.nextLong();
  }
}
