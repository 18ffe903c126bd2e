package dev.thermograph.engine.graph;

/**
 * An interactive transaction: it reads one snapshot, keeps its changes to itself, and commits only
 * if nothing that it read or changed was changed by a commit since (backward validation, Härder
 * 1984). So it is serializable, the first committer wins, and nobody waits for it.
 *
 * <p>Closing it without {@link #commit} drops its changes. <b>Single-threaded</b>, but may move
 * from thread to thread.
 */
public interface Transaction extends WriteTransaction, AutoCloseable {
  /**
   * Makes its changes one commit and ends it, also when this throws. When it changed nothing, it is
   * not compared with other commits, and nothing is written.
   *
   * @throws TransactionConflictException when another commit came first, or so many that it is no
   *     longer known what they changed; nothing was written, and a new transaction may succeed
   * @throws TransactionMisusedException when called inside a write
   */
  CommitReceipt commit();

  /** Ends it; what was not committed is dropped. Idempotent. */
  @Override
  void close();
}
