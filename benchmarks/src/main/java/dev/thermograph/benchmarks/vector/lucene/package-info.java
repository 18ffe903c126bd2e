/** Plain Lucene as an opponent of the vector benchmarks. */
@NullMarked
package dev.thermograph.benchmarks.vector.lucene;

import org.jspecify.annotations.NullMarked;
