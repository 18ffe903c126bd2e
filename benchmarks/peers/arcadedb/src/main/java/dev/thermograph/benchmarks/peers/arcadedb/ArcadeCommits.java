package dev.thermograph.benchmarks.peers.arcadedb;

import com.arcadedb.database.Database;
import com.arcadedb.exception.NeedRetryException;
import com.arcadedb.graph.MutableVertex;
import dev.thermograph.benchmarks.graph.GraphCommits;
import dev.thermograph.benchmarks.graph.Values;

/**
 * Commits optimistically. Transactions that touch one page conflict in ArcadeDB, and the newest
 * nodes share pages, so many do; a conflict is tried again at once.
 */
final class ArcadeCommits implements GraphCommits {
  private static final int TRIES_MAX = 100_000;

  private final Database database;

  ArcadeCommits(Database database) {
    this.database = database;
  }

  @Override
  public void commit(long node, long target) {
    for (int tries = 1; !tryCommit(node, target); tries++) {
      if (tries >= TRIES_MAX) {
        throw new IllegalStateException("conflicts never end: tries=" + tries);
      }
    }
  }

  private boolean tryCommit(long node, long target) {
    database.begin();
    try {
      MutableVertex created =
          database
              .newVertex(ArcadeGraph.PERSON)
              .set("uid", Values.uid(node), "name", Values.name(node), "age", Values.age(node))
              .save();
      created.newEdge(
          ArcadeGraph.KNOWS, ArcadeGraph.rid(database, target), true, "since", Values.since(node));
      database.commit();
      return true;
    } catch (NeedRetryException _) {
      if (database.isTransactionActive()) {
        database.rollback();
      }
      return false;
    }
  }

  @Override
  public void close() {}
}
