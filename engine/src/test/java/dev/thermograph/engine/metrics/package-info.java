/** Tests. */
@NullMarked
package dev.thermograph.engine.metrics;

import org.jspecify.annotations.NullMarked;
