/**
 * An engine's metrics as Micrometer meters: {@link
 * dev.thermograph.engine.metrics.micrometer.ThermographMeters}. Needs {@code micrometer-core} on
 * the class path; nothing else in the engine does.
 */
@NullMarked
package dev.thermograph.engine.metrics.micrometer;

import org.jspecify.annotations.NullMarked;
