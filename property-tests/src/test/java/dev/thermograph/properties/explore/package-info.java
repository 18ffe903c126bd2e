/**
 * Explorers of the log's crash states and of damaged logs.
 *
 * <p>{@link dev.thermograph.properties.explore.Scenario} lives a log's life from a seed, on the
 * production write path and on files that can lose power. {@link
 * dev.thermograph.properties.explore.CrashExplorer} cuts the power at every operation of it and
 * lets {@link dev.thermograph.properties.explore.StateJudge} compare what recovery finds with what
 * was promised. {@link dev.thermograph.properties.explore.DamageExplorer} damages finished logs.
 */
@NullMarked
package dev.thermograph.properties.explore;

import org.jspecify.annotations.NullMarked;
