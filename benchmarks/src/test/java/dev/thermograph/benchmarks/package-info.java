/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks;

import org.jspecify.annotations.NullMarked;
