/** Tests. The write path. */
@NullMarked
package dev.thermograph.wal.flush;

import org.jspecify.annotations.NullMarked;
