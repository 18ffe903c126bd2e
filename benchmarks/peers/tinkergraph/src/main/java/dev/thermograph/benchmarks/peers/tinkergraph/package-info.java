/**
 * TinkerGraph as a side of the benchmarks: {@link
 * dev.thermograph.benchmarks.peers.tinkergraph.TinkerPopGraph}.
 */
@NullMarked
package dev.thermograph.benchmarks.peers.tinkergraph;

import org.jspecify.annotations.NullMarked;
