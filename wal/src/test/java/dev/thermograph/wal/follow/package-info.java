/** Tests. Following a log from outside. */
@NullMarked
package dev.thermograph.wal.follow;

import org.jspecify.annotations.NullMarked;
