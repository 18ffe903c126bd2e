/**
 * How an engine and its tenants behave. All are records with a {@code with…} method per value;
 * start at {@link dev.thermograph.engine.options.EngineOptions}. Each refuses values outside its
 * limits when it is made.
 */
@NullMarked
package dev.thermograph.engine.options;

import org.jspecify.annotations.NullMarked;
