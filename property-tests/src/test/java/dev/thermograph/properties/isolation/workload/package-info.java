/**
 * What is done to a subject: {@link dev.thermograph.properties.isolation.workload.Workload} is
 * planned from a seed, {@link dev.thermograph.properties.isolation.workload.SteppedRun} and {@link
 * dev.thermograph.properties.isolation.workload.ThreadedRun} do it and record a history.
 */
@NullMarked
package dev.thermograph.properties.isolation.workload;

import org.jspecify.annotations.NullMarked;
