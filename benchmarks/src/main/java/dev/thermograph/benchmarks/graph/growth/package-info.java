/**
 * How our side grows with nothing configured, and what its readers notice: {@link
 * dev.thermograph.benchmarks.graph.growth.GrowthGroup}.
 */
@NullMarked
package dev.thermograph.benchmarks.graph.growth;

import org.jspecify.annotations.NullMarked;
