/** Tests. */
@NullMarked
package dev.thermograph.engine.metrics.micrometer;

import org.jspecify.annotations.NullMarked;
