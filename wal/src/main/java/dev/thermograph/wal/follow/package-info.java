/**
 * Following a log from another process, read-only and without a lock.
 *
 * <p>Start at {@link dev.thermograph.wal.follow.LogFollower}; {@link
 * dev.thermograph.wal.follow.DurabilityProof} finds out how far the log is proven durable by what
 * stands in its files alone. Must not know the write path.
 */
@NullMarked
package dev.thermograph.wal.follow;

import org.jspecify.annotations.NullMarked;
