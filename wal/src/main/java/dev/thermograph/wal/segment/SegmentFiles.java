package dev.thermograph.wal.segment;

import java.io.IOException;
import java.util.List;

/**
 * The files of one directory, as the log uses them: flat names, no sub-directories.
 *
 * <p>Creating, renaming and deleting take effect at once for this process but survive a power cut
 * only after {@link #syncDirectory()}. Thread-safe: different threads may use different names.
 */
public interface SegmentFiles extends AutoCloseable {

  /** Names a human can find the directory by, for messages. */
  String describe();

  /** The names of all files present, in no order. */
  List<String> list() throws IOException;

  /** Creates an empty file for reading and writing; refuses a name that exists. */
  SegmentFile create(String name) throws IOException;

  /** Opens an existing file for reading and writing. */
  SegmentFile open(String name) throws IOException;

  /** Opens an existing file for reading only. */
  SegmentFile openForReading(String name) throws IOException;

  /**
   * Opens an existing file for reading what the device holds, past the system's page cache, where
   * the platform can; elsewhere the same as {@link #openForReading}. After a failed sync the two
   * can differ: the kernel marks pages clean that it could not write.
   */
  default SegmentFile openFromDevice(String name) throws IOException {
    return openForReading(name);
  }

  /** Renames atomically; an existing {@code target} is refused. */
  void rename(String source, String target) throws IOException;

  /** Deletes a file; a missing one is refused. */
  void delete(String name) throws IOException;

  /** Makes all earlier creates, renames and deletes survive a power cut. */
  void syncDirectory() throws IOException;

  /** Closes what this instance opened for itself; files handed out stay with their users. */
  @Override
  void close();
}
