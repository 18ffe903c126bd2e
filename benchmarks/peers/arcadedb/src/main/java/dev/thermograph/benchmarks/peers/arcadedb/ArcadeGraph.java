package dev.thermograph.benchmarks.peers.arcadedb;

import com.arcadedb.GlobalConfiguration;
import com.arcadedb.database.Database;
import com.arcadedb.database.DatabaseFactory;
import com.arcadedb.database.RID;
import com.arcadedb.graph.Vertex;
import com.arcadedb.schema.Schema;
import com.arcadedb.schema.Type;
import com.arcadedb.schema.VertexType;
import dev.thermograph.benchmarks.graph.GraphCommits;
import dev.thermograph.benchmarks.graph.GraphReads;
import dev.thermograph.benchmarks.graph.GraphSide;
import dev.thermograph.benchmarks.graph.RmatGraph;
import dev.thermograph.benchmarks.graph.Values;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * ArcadeDB, embedded, with its log flushed in full at each commit (by default it is not flushed),
 * and without looking for room in older pages, which made loading six times slower. One bucket for
 * each type, as by default: with 16 of them reads by key were five times slower and commits of 16
 * threads no faster. Ids are bucket and position of a record, packed into a long.
 */
public final class ArcadeGraph implements GraphSide {
  static final String PERSON = "Person";
  static final String KNOWS = "Knows";

  private static final int FLUSH_FULLY = 2;
  private static final int POSITION_BITS = 40;

  private final DatabaseFactory factory;
  private final Database database;

  /** Where the loaded nodes are; only used while loading. */
  private RID[] loaded = new RID[0];

  /** Opens the database, or makes it. */
  public ArcadeGraph(Path directory) {
    GlobalConfiguration.TX_WAL_FLUSH.setValue(FLUSH_FULLY);
    GlobalConfiguration.BUCKET_REUSE_SPACE_MODE.setValue("low");
    factory = new DatabaseFactory(directory.toString());
    database = factory.exists() ? factory.open() : create(factory);
  }

  private static Database create(DatabaseFactory factory) {
    Database database = factory.create();
    database.transaction(
        () -> {
          VertexType person = database.getSchema().createVertexType(PERSON);
          person.createProperty("uid", Type.LONG);
          person.createProperty("name", Type.STRING);
          person.createProperty("age", Type.INTEGER);
          person.createTypeIndex(Schema.INDEX_TYPE.LSM_TREE, true, "uid");
          database.getSchema().createEdgeType(KNOWS).createProperty("since", Type.INTEGER);
        });
    return database;
  }

  static long id(RID rid) {
    return ((long) rid.getBucketId() << POSITION_BITS) | rid.getPosition();
  }

  static RID rid(Database database, long id) {
    long position = id & ((1L << POSITION_BITS) - 1);
    return new RID(database, (int) (id >>> POSITION_BITS), position);
  }

  @Override
  public void addNodes(int first, int end) {
    loaded = Arrays.copyOf(loaded, end);
    database.transaction(
        () -> {
          for (int node = first; node < end; node++) {
            loaded[node] =
                database
                    .newVertex(PERSON)
                    .set(
                        "uid", Values.uid(node), "name", Values.name(node), "age", Values.age(node))
                    .save()
                    .getIdentity();
          }
        });
  }

  @Override
  public void addEdges(RmatGraph graph, int first, int end) {
    database.transaction(
        () -> {
          for (int edge = first; edge < end; edge++) {
            Vertex from = loaded[graph.from(edge)].asVertex();
            from.newEdge(KNOWS, loaded[graph.to(edge)], true, "since", Values.since(edge));
          }
        });
  }

  @Override
  public void finishLoad() {
    loaded = new RID[0];
  }

  @Override
  public GraphReads openReads() {
    return new ArcadeReads(database);
  }

  @Override
  public GraphCommits openCommits() {
    return new ArcadeCommits(database);
  }

  @Override
  public void close() {
    database.close();
    factory.close();
  }
}
