/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.read;

import org.jspecify.annotations.NullMarked;
