/**
 * What an engine counts and times. {@link dev.thermograph.engine.metrics.EngineMetrics} is told of
 * everything; {@link dev.thermograph.engine.metrics.RecordedMetrics} keeps it and is what an engine
 * has unless it is given another one.
 */
@NullMarked
package dev.thermograph.engine.metrics;

import org.jspecify.annotations.NullMarked;
