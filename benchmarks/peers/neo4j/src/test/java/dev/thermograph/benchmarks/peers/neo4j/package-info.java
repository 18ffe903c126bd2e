/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks.peers.neo4j;

import org.jspecify.annotations.NullMarked;
