@NullMarked
package dev.thermograph.benchmarks.graph.growth;

import org.jspecify.annotations.NullMarked;
