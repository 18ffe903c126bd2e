/**
 * A tenant's graph in off-heap memory: one writer, any number of readers, no locks.
 *
 * <p>Start at {@link dev.thermograph.engine.internal.graph.GraphStore}. What a reader can reach is
 * either never changed or only appended to, and each change is made visible by one ordered write of
 * eight bytes; what was replaced is retired with the sequence of its commit (see {@link
 * dev.thermograph.engine.internal.memory.Space}). Every read names the sequence it wants to see.
 * Depends on {@code internal.memory} and nothing else of the engine.
 */
@NullMarked
package dev.thermograph.engine.internal.graph;

import org.jspecify.annotations.NullMarked;
