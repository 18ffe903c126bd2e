/**
 * Shows kept results in the documentation, so that no figure there is typed by hand.
 *
 * <p>{@link dev.thermograph.benchmarks.report.Report} is the entry class.
 */
@NullMarked
package dev.thermograph.benchmarks.report;

import org.jspecify.annotations.NullMarked;
