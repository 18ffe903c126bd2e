/**
 * The door: {@link dev.thermograph.engine.Thermograph} opens an engine, {@link
 * dev.thermograph.engine.Tenant} reads and writes one tenant's graph.
 *
 * <p>What is read and written is in {@code engine.graph}, kinds are in {@code engine.schema}, what
 * can be set in {@code engine.options}, what can be looked at in {@code engine.report} and {@code
 * engine.metrics}, and what can go wrong in {@code engine.error}.
 */
@NullMarked
package dev.thermograph.engine;

import org.jspecify.annotations.NullMarked;
