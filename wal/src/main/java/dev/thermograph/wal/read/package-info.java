/**
 * Reading frames: one segment at a time, and the retained log as a stream of records.
 *
 * <p>{@link dev.thermograph.wal.read.FrameCursor} is the only code that decides whether bytes are a
 * frame; recovery, readers, the archive and followers all stand on it. Must not know the write
 * path.
 */
@NullMarked
package dev.thermograph.wal.read;

import org.jspecify.annotations.NullMarked;
