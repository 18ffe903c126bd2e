/** Tests. Java objects as property values and back. */
@NullMarked
package dev.thermograph.engine.internal.record;

import org.jspecify.annotations.NullMarked;
