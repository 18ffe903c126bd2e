package dev.thermograph.wal.archive;

import dev.thermograph.wal.read.FrameCursor;
import java.io.IOException;

/** Finds records in the files of an archive, in order of sequence. <b>Single-threaded.</b> */
sealed interface FrameSource extends AutoCloseable permits RangeSource, TenantSource {

  /** Moves to the next record; false behind the last one. */
  boolean next() throws IOException;

  /** Reads the record found last. */
  FrameCursor cursor();

  /** The file that the record found last is in. */
  ArchivedSegment archived();

  @Override
  void close();
}
