/**
 * ArcadeDB as a side of the benchmarks: {@link
 * dev.thermograph.benchmarks.peers.arcadedb.ArcadeGraph}.
 */
@NullMarked
package dev.thermograph.benchmarks.peers.arcadedb;

import org.jspecify.annotations.NullMarked;
