/**
 * hnswlib as a side of the vector benchmarks: {@link
 * dev.thermograph.benchmarks.peers.hnswlib.HnswlibSide}.
 */
@NullMarked
package dev.thermograph.benchmarks.peers.hnswlib;

import org.jspecify.annotations.NullMarked;
