package dev.thermograph.engine.internal.store;

/** What {@link ChronicleExtents#reopen} found: files that can be used at once, or not. */
public sealed interface Reopening {

  /**
   * The files are those of the last clean close, byte for byte.
   *
   * @param extents open; the caller closes them
   * @param sequence the last commit that the memory holds
   * @param payload what the caller gave at the close
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reopened(ChronicleExtents extents, long sequence, byte[] payload) implements Reopening {}

  /**
   * The memory has to be built again from snapshot and log, into {@link ChronicleExtents#create}.
   *
   * @param reason for a human, naming the file
   */
  record Rebuild(String reason) implements Reopening {}
}
