/**
 * The write path: from an appended record to a synced group on disk.
 *
 * <p>Reading order is the data's: {@link dev.thermograph.wal.flush.AppendQueue} (many appenders,
 * one batch), {@link dev.thermograph.wal.flush.GroupFlusher} (the log thread's loop), {@link
 * dev.thermograph.wal.flush.SegmentWriter} (batch to bytes), {@link
 * dev.thermograph.wal.flush.SegmentPreparer} (files ahead of need), {@link
 * dev.thermograph.wal.flush.DurabilityBarrier} (who waits, and what they are told). Must not know
 * recovery or readers.
 */
@NullMarked
package dev.thermograph.wal.flush;

import org.jspecify.annotations.NullMarked;
