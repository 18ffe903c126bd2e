/** Tests; no test here measures time. */
@NullMarked
package dev.thermograph.benchmarks.report;

import org.jspecify.annotations.NullMarked;
