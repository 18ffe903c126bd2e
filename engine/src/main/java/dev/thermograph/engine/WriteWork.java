package dev.thermograph.engine;

import dev.thermograph.engine.graph.WriteTransaction;

/**
 * Changes that become one commit.
 *
 * @param <X> what it may throw; it is thrown on as it is
 */
@FunctionalInterface
public interface WriteWork<X extends Exception> {
  /** Reads and changes; when it throws, nothing is committed. */
  void run(WriteTransaction transaction) throws X;
}
