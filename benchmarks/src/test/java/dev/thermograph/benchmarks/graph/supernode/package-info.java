@NullMarked
package dev.thermograph.benchmarks.graph.supernode;

import org.jspecify.annotations.NullMarked;
