/** Our index as a side of the vector benchmarks. */
@NullMarked
package dev.thermograph.benchmarks.vector.index;

import org.jspecify.annotations.NullMarked;
