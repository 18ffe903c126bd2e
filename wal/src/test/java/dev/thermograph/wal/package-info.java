/** Tests. The log as its users see it. */
@NullMarked
package dev.thermograph.wal;

import org.jspecify.annotations.NullMarked;
