package dev.thermograph.benchmarks.peers.neo4j;

import dev.thermograph.benchmarks.graph.GraphReads;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterable;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads through one transaction that stays open, by the core API and not by Cypher. */
final class Neo4jReads implements GraphReads {
  private final Transaction transaction;

  Neo4jReads(GraphDatabaseService database) {
    transaction = database.beginTx();
  }

  @Override
  public long findNode(long uid) {
    @Nullable Node found = transaction.findNode(Neo4jGraph.PERSON, "uid", uid);
    return found == null ? -1 : Neo4jGraph.id(found);
  }

  @Override
  public int ageOf(long uid) {
    return (int) transaction.findNode(Neo4jGraph.PERSON, "uid", uid).getProperty("age");
  }

  @Override
  public long sumOfNeighbours(long id) {
    Node node = Neo4jGraph.node(transaction, id);
    long sum = 0;
    try (ResourceIterable<Relationship> edges =
            node.getRelationships(Direction.OUTGOING, Neo4jGraph.KNOWS);
        ResourceIterator<Relationship> each = edges.iterator()) {
      while (each.hasNext()) {
        sum += Neo4jGraph.endId(each.next());
      }
    }
    return sum;
  }

  @Override
  public void close() {
    transaction.close();
  }
}
