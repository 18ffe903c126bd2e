/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks.graph.engine;

import org.jspecify.annotations.NullMarked;
