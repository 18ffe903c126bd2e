/**
 * A tenant's graph in off-heap memory: one writer, any number of readers, no locks.
 *
 * <p>Start at {@link dev.thermograph.engine.internal.graph.GraphStore}. What a reader can reach is
 * changed only by appending to it, or by one ordered write of eight bytes, which also makes an
 * append visible; what was replaced is retired with the sequence of its commit (see {@link
 * dev.thermograph.engine.internal.memory.Space}). Every read names the sequence it wants to see;
 * what no view can see any more is given back by {@link
 * dev.thermograph.engine.internal.graph.Reclaimer}. Depends on {@code internal.memory} and nothing
 * else of the engine.
 */
@NullMarked
package dev.thermograph.engine.internal.graph;

import org.jspecify.annotations.NullMarked;
