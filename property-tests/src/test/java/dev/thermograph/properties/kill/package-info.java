/** Tests that kill writing processes, and that put faults before each operation of a script. */
@NullMarked
package dev.thermograph.properties.kill;

import org.jspecify.annotations.NullMarked;
