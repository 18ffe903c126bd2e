/**
 * Which nodes or edges are meant: conditions on properties, ids, and where in the graph.
 *
 * <p>Start at {@link dev.thermograph.engine.filter.Filter} and {@link
 * dev.thermograph.engine.filter.Conditions}.
 */
@NullMarked
package dev.thermograph.engine.filter;

import org.jspecify.annotations.NullMarked;
