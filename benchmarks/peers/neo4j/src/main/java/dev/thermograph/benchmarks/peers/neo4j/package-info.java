/**
 * Neo4j community as a side of the benchmarks: {@link
 * dev.thermograph.benchmarks.peers.neo4j.Neo4jGraph}.
 */
@NullMarked
package dev.thermograph.benchmarks.peers.neo4j;

import org.jspecify.annotations.NullMarked;
