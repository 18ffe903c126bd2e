/**
 * The one unchecked root of every error that Thermograph throws, and its severities.
 *
 * <p>Lives in the lowest module so that all the others can extend it. Start at {@link
 * dev.thermograph.error.ThermographException}. Depends on nothing.
 */
@NullMarked
package dev.thermograph.error;

import org.jspecify.annotations.NullMarked;
