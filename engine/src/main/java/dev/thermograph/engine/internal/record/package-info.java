/**
 * Java objects as property values and back: what a record of a user's becomes, and what it is made
 * of again.
 *
 * <p>Start at {@link dev.thermograph.engine.internal.record.JavaValues} for the way in and at
 * {@link dev.thermograph.engine.internal.record.JavaForms} for the way out. Depends on {@code
 * engine.property} and {@code internal.block} and on nothing else of the engine; knows no kinds.
 */
@NullMarked
package dev.thermograph.engine.internal.record;

import org.jspecify.annotations.NullMarked;
