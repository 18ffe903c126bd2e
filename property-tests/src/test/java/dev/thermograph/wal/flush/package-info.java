/**
 * Tests that look inside the write path: interleavings with Lincheck's model checker and with
 * threads that really race, and runs that are stepped on one thread.
 */
@NullMarked
package dev.thermograph.wal.flush;

import org.jspecify.annotations.NullMarked;
