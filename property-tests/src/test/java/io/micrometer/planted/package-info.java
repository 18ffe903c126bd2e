/** Planted for ArchitectureTest: these classes are not part of the product. */
@NullMarked
package io.micrometer.planted;

import org.jspecify.annotations.NullMarked;
