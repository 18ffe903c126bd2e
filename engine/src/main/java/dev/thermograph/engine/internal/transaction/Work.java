package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.WriteTransaction;
import org.jspecify.annotations.Nullable;

/**
 * What a write does.
 *
 * @param <R> what it returns
 * @param <X> what it may throw; it is thrown on as it is
 */
@FunctionalInterface
public interface Work<R extends @Nullable Object, X extends Exception> {
  /** Reads and changes; when it throws, nothing is committed. */
  R run(WriteTransaction transaction) throws X;
}
