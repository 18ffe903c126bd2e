/** Tests. Archive files and the archiver. */
@NullMarked
package dev.thermograph.wal.archive;

import org.jspecify.annotations.NullMarked;
