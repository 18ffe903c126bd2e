package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.CommitReceipt;
import org.jspecify.annotations.Nullable;

/**
 * What became of a write.
 *
 * @param value what its work returned
 * @param receipt of its commit
 * @param <R> see {@link Work}
 */
public record Committed<R extends @Nullable Object>(R value, CommitReceipt receipt) {}
