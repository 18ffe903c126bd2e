/** Tests. Where a log ends, and whether that is believed. */
@NullMarked
package dev.thermograph.wal.recovery;

import org.jspecify.annotations.NullMarked;
