package dev.thermograph.engine;

import dev.thermograph.engine.graph.CommitReceipt;
import org.jspecify.annotations.Nullable;

/**
 * What came of a write. <em>Immutable.</em>
 *
 * @param value what its work returned
 * @param receipt of its commit
 * @param <R> see {@link WriteFunction}
 */
public record Computed<R extends @Nullable Object>(R value, CommitReceipt receipt) {}
