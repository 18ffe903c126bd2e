package dev.thermograph.wal.flush;

import java.io.IOException;

/** Where the writer gets the next segment from. Called on the log thread only. */
@FunctionalInterface
public interface SegmentSupply {

  /**
   * The next segment, prepared ahead; waits while one is being prepared.
   *
   * @throws IOException when none can be had, a full disk above all
   */
  PreparedSegment take() throws IOException;
}
