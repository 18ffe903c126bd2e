/**
 * How fast is the graph, against arrays and disk, and against other products?
 *
 * <p>{@link dev.thermograph.benchmarks.graph.GraphGroup} lists the questions; each JMH class beside
 * it is one of them. {@link dev.thermograph.benchmarks.graph.RmatGraph} is what is loaded, {@link
 * dev.thermograph.benchmarks.graph.GraphSide} is what a product has to do, and {@link
 * dev.thermograph.benchmarks.graph.Answers} makes sure that it did. The adapters of other products
 * are modules of their own, built with profile {@code peers} only.
 */
@NullMarked
package dev.thermograph.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
