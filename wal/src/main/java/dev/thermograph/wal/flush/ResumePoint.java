package dev.thermograph.wal.flush;

import java.util.List;
import java.util.Map;

/**
 * All that the write path has to know of the log it goes on with.
 *
 * @param tail where the writer goes on
 * @param reopens true when it goes on in a segment that ended with CLOSE
 * @param spares names of spare files, ready to be used again
 * @param sealed last sequence of each retained segment before the tail's, by number
 * @param releasedUpTo last sequence that is not retained any more, 0 for none
 */
public record ResumePoint(
    WriterTail tail,
    boolean reopens,
    List<String> spares,
    Map<Long, Long> sealed,
    long releasedUpTo) {}
