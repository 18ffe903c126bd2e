/**
 * Files that can lose power and files that can fail, for tests of everything that must survive it.
 *
 * <p>Start at {@link dev.thermograph.properties.crash.CrashRecordingFiles}: a directory in memory
 * that knows what a disk would already have and what not. It gives a disk state that a power cut
 * could leave now ({@link dev.thermograph.properties.crash.CrashImage}), and its {@link
 * dev.thermograph.properties.crash.CrashTimeline} gives those of every moment of a finished run.
 * {@link dev.thermograph.properties.crash.FaultySegmentFiles} wraps any files and lets chosen
 * operations fail, fall short or lie.
 *
 * <p>Inside: {@code CrashDisk} is the lock and the journal, {@code DiskState} is what the disk and
 * the page cache hold, {@code PowerCut} chooses what survives. Sector contents are arrays that are
 * never changed once they are in a file, so images share all that they do not lose. Depends on the
 * file seam of the log and on nothing else of it.
 */
@NullMarked
package dev.thermograph.properties.crash;

import org.jspecify.annotations.NullMarked;
