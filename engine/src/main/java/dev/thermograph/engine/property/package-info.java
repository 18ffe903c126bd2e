/**
 * What a node or an edge can carry: values, and the errors about them.
 *
 * <p>Start at {@link dev.thermograph.engine.property.PropertyValue}. Knows nothing of bytes, of
 * tenants or of the rest of the engine, so that every other package may use it.
 */
@NullMarked
package dev.thermograph.engine.property;

import org.jspecify.annotations.NullMarked;
