/**
 * How fast and how well are nearest vectors found? Start at {@link
 * dev.thermograph.benchmarks.vector.VectorGroup}. The sides implement {@link
 * dev.thermograph.benchmarks.vector.VectorSide}.
 */
@NullMarked
package dev.thermograph.benchmarks.vector;

import org.jspecify.annotations.NullMarked;
