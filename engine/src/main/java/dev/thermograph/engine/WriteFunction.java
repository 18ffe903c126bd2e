package dev.thermograph.engine;

import dev.thermograph.engine.graph.WriteTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Changes that become one commit, and a value that comes of them.
 *
 * @param <R> the value
 * @param <X> what it may throw; it is thrown on as it is
 */
@FunctionalInterface
public interface WriteFunction<R extends @Nullable Object, X extends Exception> {
  /** Reads and changes; when it throws, nothing is committed. */
  R run(WriteTransaction transaction) throws X;
}
