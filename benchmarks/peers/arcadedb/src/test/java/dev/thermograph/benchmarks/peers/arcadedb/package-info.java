/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks.peers.arcadedb;

import org.jspecify.annotations.NullMarked;
