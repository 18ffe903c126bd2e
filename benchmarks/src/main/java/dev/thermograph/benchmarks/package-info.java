/**
 * One JMH class per question, and the runner that prints each answer as a ratio.
 *
 * <p>Reading order: {@link dev.thermograph.benchmarks.Bench}, the runner; {@link
 * dev.thermograph.benchmarks.Groups}, the list to which a new group is added; then a group's own
 * package. Results are kept under {@code benchmarks/results} and shown in {@code
 * docs/performance.md}. No product module may depend on this one.
 */
@NullMarked
package dev.thermograph.benchmarks;

import org.jspecify.annotations.NullMarked;
