/**
 * What one node with very many edges costs our side: {@link
 * dev.thermograph.benchmarks.graph.supernode.SupernodeGroup}.
 */
@NullMarked
package dev.thermograph.benchmarks.graph.supernode;

import org.jspecify.annotations.NullMarked;
