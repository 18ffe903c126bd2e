package dev.thermograph.benchmarks.peers.arcadedb;

import com.arcadedb.database.Database;
import com.arcadedb.graph.Vertex;
import com.arcadedb.index.IndexCursor;
import dev.thermograph.benchmarks.graph.GraphReads;

/** Reads by index and by record id, without a transaction, as ArcadeDB allows. */
final class ArcadeReads implements GraphReads {
  private final Database database;

  ArcadeReads(Database database) {
    this.database = database;
  }

  @Override
  public long findNode(long uid) {
    IndexCursor found = database.lookupByKey(ArcadeGraph.PERSON, "uid", uid);
    return found.hasNext() ? ArcadeGraph.id(found.next().getIdentity()) : -1;
  }

  @Override
  public int ageOf(long uid) {
    IndexCursor found = database.lookupByKey(ArcadeGraph.PERSON, "uid", uid);
    return found.next().asVertex().getInteger("age");
  }

  @Override
  public long sumOfNeighbours(long id) {
    Vertex node = ArcadeGraph.rid(database, id).asVertex();
    long sum = 0;
    for (Vertex neighbour : node.getVertices(Vertex.DIRECTION.OUT, ArcadeGraph.KNOWS)) {
      sum += ArcadeGraph.id(neighbour.getIdentity());
    }
    return sum;
  }

  @Override
  public void close() {}
}
