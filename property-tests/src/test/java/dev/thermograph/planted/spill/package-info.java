/** Planted for ArchitectureTest: these classes are not part of the product. */
@NullMarked
package dev.thermograph.planted.spill;

import org.jspecify.annotations.NullMarked;
