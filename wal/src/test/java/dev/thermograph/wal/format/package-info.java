/** Tests. Positions and names. */
@NullMarked
package dev.thermograph.wal.format;

import org.jspecify.annotations.NullMarked;
