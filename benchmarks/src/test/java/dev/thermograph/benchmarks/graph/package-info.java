/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
