/** Planted for ArchitectureTest: these classes are not part of the product. */
@NullMarked
package dev.thermograph.planted.engine;

import org.jspecify.annotations.NullMarked;
