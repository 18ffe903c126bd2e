package dev.thermograph.engine.internal.transaction;

/** What commits use, one at a time. <b>Single-threaded:</b> whoever has the tenant's lane. */
final class LaneState {
  private final Workspace workspace;
  private final WriteKeys writeKeys = new WriteKeys();
  private final RecentWrites recentWrites = new RecentWrites();

  LaneState(int commitBytesMax) {
    this.workspace = new Workspace(commitBytesMax);
  }

  /** For the changes of a write. */
  Workspace workspace() {
    return workspace;
  }

  /** What the commit under way changes. */
  WriteKeys writeKeys() {
    return writeKeys;
  }

  /** What was changed lately. */
  RecentWrites recentWrites() {
    return recentWrites;
  }

  /**
   * A commit begins.
   *
   * @param openCount how many interactive transactions are open
   * @param isOneOfThem whether it is the commit of one of them
   */
  void begin(int openCount, boolean isOneOfThem) {
    writeKeys.begin(openCount > (isOneOfThem ? 1 : 0));
    if (openCount == 0) {
      recentWrites.clear();
    }
  }
}
