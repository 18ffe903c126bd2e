/**
 * Opening a log again: where it ends, and whether that can be believed.
 *
 * <p>{@link dev.thermograph.wal.recovery.LogRecovery} only reads and decides; {@link
 * dev.thermograph.wal.recovery.LogOpener} then makes the directory ready for a writer. The rules
 * are in docs/formats/wal-v1.md, section 5. Every branch here is covered by tests, and the build
 * says so if one is not.
 */
@NullMarked
package dev.thermograph.wal.recovery;

import org.jspecify.annotations.NullMarked;
