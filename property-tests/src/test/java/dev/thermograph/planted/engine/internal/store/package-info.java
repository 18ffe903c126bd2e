/** Planted for ArchitectureTest: these classes are not part of the product. */
@NullMarked
package dev.thermograph.planted.engine.internal.store;

import org.jspecify.annotations.NullMarked;
