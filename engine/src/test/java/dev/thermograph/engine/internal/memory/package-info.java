/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.memory;

import org.jspecify.annotations.NullMarked;
