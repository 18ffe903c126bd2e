package dev.thermograph.wal.recovery;

import dev.thermograph.wal.flush.ResumePoint;
import dev.thermograph.wal.flush.SegmentFactory;

/**
 * A directory made ready for a writer.
 *
 * @param recovered what was found and accepted
 * @param factory makes further segments
 * @param resume where and how the write path goes on
 */
public record OpenedLog(RecoveredLog recovered, SegmentFactory factory, ResumePoint resume) {}
