/**
 * What every group of benchmarks shares: sides, ratios, rounds, results.
 *
 * <p>Reading order: {@link dev.thermograph.benchmarks.harness.Group} and {@link
 * dev.thermograph.benchmarks.harness.Plan} say what is compared, {@link
 * dev.thermograph.benchmarks.harness.Rounds} runs it, {@link
 * dev.thermograph.benchmarks.harness.Results} is what comes out. Knows JMH and no module of the
 * product.
 */
@NullMarked
package dev.thermograph.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
