/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
