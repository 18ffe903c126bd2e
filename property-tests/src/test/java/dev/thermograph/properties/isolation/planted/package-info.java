/**
 * Faults that the checker has to find, one small subject each: {@link
 * dev.thermograph.properties.isolation.planted.PlantedFault} lists them.
 */
@NullMarked
package dev.thermograph.properties.isolation.planted;

import org.jspecify.annotations.NullMarked;
