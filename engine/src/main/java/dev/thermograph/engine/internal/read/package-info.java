/**
 * The read path: an {@link dev.thermograph.engine.internal.read.ElementSource} says what is there,
 * readers and cursors turn it into what callers see.
 */
@NullMarked
package dev.thermograph.engine.internal.read;

import org.jspecify.annotations.NullMarked;
