/** Tests. The bytes of version 1. */
@NullMarked
package dev.thermograph.wal.format.v1;

import org.jspecify.annotations.NullMarked;
