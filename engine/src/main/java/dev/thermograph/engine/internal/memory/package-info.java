/**
 * A tenant's memory outside the heap, as regions at fixed addresses.
 *
 * <p>Start at {@link dev.thermograph.engine.internal.memory.Extents}: where the regions come from.
 * Depends on no other package of the engine; {@code internal.store} fills the interface.
 */
@NullMarked
package dev.thermograph.engine.internal.memory;

import org.jspecify.annotations.NullMarked;
