package dev.thermograph.wal.salvage;

import dev.thermograph.wal.format.LogPosition;

/**
 * A stretch of the log that cannot be read. Immutable.
 *
 * @param fromPosition where the last readable frame before it ends
 * @param toPosition where the next readable frame begins
 * @param sequencesMissing how many sequences lie between the two; some may have been refused and
 *     voided. 0 when only marks of the log itself were hit, or when nothing before the gap is known
 */
public record Gap(LogPosition fromPosition, LogPosition toPosition, long sequencesMissing) {}
