/**
 * The engine through its public door, compared with a graph in plain collections. Start at {@link
 * dev.thermograph.properties.engine.ModelEqualityProperties}; {@link
 * dev.thermograph.properties.engine.Graph} is the reference.
 */
@NullMarked
package dev.thermograph.properties.engine;

import org.jspecify.annotations.NullMarked;
