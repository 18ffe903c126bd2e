/** Tests. Reading frames and records. */
@NullMarked
package dev.thermograph.wal.read;

import org.jspecify.annotations.NullMarked;
