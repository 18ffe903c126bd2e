/**
 * Version 1 of the log's bytes: one {@code …Layout} class per structure.
 *
 * <p>Read {@link dev.thermograph.wal.format.v1.FrameLayout} first, then {@link
 * dev.thermograph.wal.format.v1.SegmentHeaderLayout}. The rules that make a chain of frames a log
 * are in docs/formats/wal-v1.md. No offset of this format is written down anywhere else.
 */
@NullMarked
package dev.thermograph.wal.format.v1;

import org.jspecify.annotations.NullMarked;
