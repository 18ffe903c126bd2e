/** Tests of the extents: what a restart may and may not bring back. */
@NullMarked
package dev.thermograph.engine.internal.store;

import org.jspecify.annotations.NullMarked;
