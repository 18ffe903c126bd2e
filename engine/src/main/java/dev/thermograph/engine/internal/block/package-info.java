/**
 * The bytes of a node's or an edge's properties, and what reads and writes them in place.
 *
 * <p>Read {@link dev.thermograph.engine.internal.block.PropertyBlockLayout} first, then {@link
 * dev.thermograph.engine.internal.block.PropertyBlockReader} and {@link
 * dev.thermograph.engine.internal.block.PropertyBlockWriter}. {@link
 * dev.thermograph.engine.internal.block.PropertyTrees} and {@link
 * dev.thermograph.engine.internal.block.PropertyJson} are for the edge of the API and may allocate.
 * Depends on {@code engine.property} and on nothing else of the engine.
 */
@NullMarked
package dev.thermograph.engine.internal.block;

import org.jspecify.annotations.NullMarked;
