/** Our side: {@link dev.thermograph.benchmarks.graph.engine.EngineGraph}. */
@NullMarked
package dev.thermograph.benchmarks.graph.engine;

import org.jspecify.annotations.NullMarked;
