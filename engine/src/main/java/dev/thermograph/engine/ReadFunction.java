package dev.thermograph.engine;

import dev.thermograph.engine.graph.ReadView;
import org.jspecify.annotations.Nullable;

/**
 * Reads a view, which is closed behind it.
 *
 * @param <R> what comes of it; nothing that needs the view, such as a stream or a cursor
 * @param <X> what it may throw; it is thrown on as it is
 */
@FunctionalInterface
public interface ReadFunction<R extends @Nullable Object, X extends Exception> {
  /** Reads. */
  R run(ReadView view) throws X;
}
