/** Shows that crashes lose all that they may lose, nothing else, and that faults do happen. */
@NullMarked
package dev.thermograph.properties.crash;

import org.jspecify.annotations.NullMarked;
