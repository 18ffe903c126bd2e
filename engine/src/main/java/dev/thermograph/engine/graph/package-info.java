/**
 * What is read and written: nodes, edges, views and transactions.
 *
 * <p>Start at {@link dev.thermograph.engine.graph.GraphReader} and {@link
 * dev.thermograph.engine.graph.WriteTransaction}. The interfaces are implemented by the engine
 * alone; more methods may come.
 */
@NullMarked
package dev.thermograph.engine.graph;

import org.jspecify.annotations.NullMarked;
