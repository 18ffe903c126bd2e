/** What the file seam promises beyond the contract that all its implementations share. */
@NullMarked
package dev.thermograph.wal.segment;

import org.jspecify.annotations.NullMarked;
