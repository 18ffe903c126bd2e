/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks.wal;

import org.jspecify.annotations.NullMarked;
