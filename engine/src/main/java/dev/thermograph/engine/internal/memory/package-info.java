/**
 * A tenant's off-heap memory: addresses, references and who may have which bytes for how long.
 *
 * <p>{@link dev.thermograph.engine.internal.memory.Extents} gives large regions, {@link
 * dev.thermograph.engine.internal.memory.Space} cuts them into blocks, {@link
 * dev.thermograph.engine.internal.memory.Memory} reads and writes them. Nothing here knows a graph.
 */
@NullMarked
package dev.thermograph.engine.internal.memory;

import org.jspecify.annotations.NullMarked;
