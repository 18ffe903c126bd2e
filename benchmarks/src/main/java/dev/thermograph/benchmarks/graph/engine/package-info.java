/**
 * Our side, through the engine's public door as users have it: {@link
 * dev.thermograph.benchmarks.graph.engine.EngineGraph}.
 */
@NullMarked
package dev.thermograph.benchmarks.graph.engine;

import org.jspecify.annotations.NullMarked;
