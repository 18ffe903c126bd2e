package dev.thermograph.benchmarks.peers.neo4j;

import dev.thermograph.benchmarks.graph.GraphCommits;
import dev.thermograph.benchmarks.graph.Values;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.TransientFailureException;

/** Commits a node and an edge; a deadlock is tried again. */
final class Neo4jCommits implements GraphCommits {
  private static final int TRIES_MAX = 1_000;

  private final GraphDatabaseService database;

  Neo4jCommits(GraphDatabaseService database) {
    this.database = database;
  }

  @Override
  public void commit(long node, long target) {
    for (int tries = 1; !tryCommit(node, target); tries++) {
      if (tries >= TRIES_MAX) {
        throw new IllegalStateException("deadlocks never end: tries=" + tries);
      }
    }
  }

  private boolean tryCommit(long node, long target) {
    try (Transaction transaction = database.beginTx()) {
      Node created = Neo4jGraph.createPerson(transaction, node);
      created
          .createRelationshipTo(Neo4jGraph.node(transaction, target), Neo4jGraph.KNOWS)
          .setProperty("since", Values.since(node));
      transaction.commit();
      return true;
    } catch (TransientFailureException _) {
      return false;
    }
  }

  @Override
  public void close() {}
}
