package dev.thermograph.properties.crash;

/**
 * One thing that can go wrong with one operation. Immutable.
 *
 * <p>A fault that makes no sense for an operation, such as a short write for a rename, leaves it
 * alone and is not counted as injected.
 */
public sealed interface Fault {
  /** What Linux says when the disk is full. */
  Fault DISK_FULL = new Fails("No space left on device");

  /** What Linux says when the device fails. */
  Fault INPUT_OUTPUT_ERROR = new Fails("Input/output error");

  /** What Linux says when a limit on file lengths is hit. */
  Fault FILE_TOO_LARGE = new Fails("File too large");

  /** A write stops half-way for lack of space. */
  Fault DISK_FULL_HALF_WAY = new FailsAfter("No space left on device");

  /** The operation takes effect, and its caller is told that it failed. */
  Fault FAILS_BUT_TOOK_EFFECT = new FailsAfter("Input/output error");

  /** A write takes about half of the bytes and says so. */
  Fault SHORT_WRITE = new ShortWrite();

  /** A sync says that it is done and makes nothing durable. */
  Fault LYING_SYNC = new LyingSync();

  /** A sync says that it is done and is done only when the next operation begins. */
  Fault DEFERRED_SYNC = new DeferredSync();

  /**
   * A sync fails and the page cache forgets that the data is not on the disk, as Linux does: a
   * later sync succeeds and proves nothing. Needs {@link CrashRecordingFiles} below.
   */
  Fault SYNC_FAILS_AND_DROPS = new SyncFailsAndDrops("Input/output error", 0);

  /**
   * Nothing happens and the caller is told why.
   *
   * @param message the system's words
   */
  record Fails(String message) implements Fault {}

  /**
   * A write stops half-way, anything else takes full effect; the caller is told that it failed.
   *
   * @param message the system's words
   */
  record FailsAfter(String message) implements Fault {}

  /** A write takes about half of the bytes, at least one, and says so. */
  record ShortWrite() implements Fault {}

  /** A sync does nothing and says nothing. */
  record LyingSync() implements Fault {}

  /** A sync happens when the next operation of any kind begins. */
  record DeferredSync() implements Fault {}

  /**
   * A file's sync fails and its unsynced writes can no longer become durable.
   *
   * @param message the system's words
   * @param seed decides which unsynced sectors had reached the disk; 0 for none
   */
  record SyncFailsAndDrops(String message, long seed) implements Fault {}
}
