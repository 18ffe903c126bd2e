/** Tests. Bringing out what is left of a damaged log. */
@NullMarked
package dev.thermograph.wal.salvage;

import org.jspecify.annotations.NullMarked;
