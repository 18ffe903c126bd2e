/**
 * Bringing out what is still readable of a log that was refused as corrupted.
 *
 * <p>Start at {@link dev.thermograph.wal.salvage.SalvageReader}. Never used by the log itself:
 * somebody has to decide that a log with holes is better than none. Only reads.
 */
@NullMarked
package dev.thermograph.wal.salvage;

import org.jspecify.annotations.NullMarked;
