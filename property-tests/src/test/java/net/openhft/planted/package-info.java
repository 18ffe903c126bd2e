/** Planted for ArchitectureTest: these classes are not part of the product. */
@NullMarked
package net.openhft.planted;

import org.jspecify.annotations.NullMarked;
