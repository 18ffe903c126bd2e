/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks.peers.tinkergraph;

import org.jspecify.annotations.NullMarked;
