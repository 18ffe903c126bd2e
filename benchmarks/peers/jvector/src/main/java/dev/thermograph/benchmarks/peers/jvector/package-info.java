/**
 * JVector as a side of the vector benchmarks: {@link
 * dev.thermograph.benchmarks.peers.jvector.JVectorSide}.
 */
@NullMarked
package dev.thermograph.benchmarks.peers.jvector;

import org.jspecify.annotations.NullMarked;
