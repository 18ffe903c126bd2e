package dev.thermograph.benchmarks.peers.neo4j;

import dev.thermograph.benchmarks.graph.GraphCommits;
import dev.thermograph.benchmarks.graph.GraphReads;
import dev.thermograph.benchmarks.graph.GraphSide;
import dev.thermograph.benchmarks.graph.RmatGraph;
import dev.thermograph.benchmarks.graph.Values;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * Neo4j community, embedded, with its defaults: each commit is synced, commits of several threads
 * together. Ids are Neo4j's own numbers of nodes, which it reads fastest by.
 */
public final class Neo4jGraph implements GraphSide {
  static final Label PERSON = Label.label("Person");
  static final RelationshipType KNOWS = RelationshipType.withName("KNOWS");

  /** More than all of the graph's files. */
  private static final long PAGE_CACHE_BYTES = 512L << 20;

  private static final long INDEX_MINUTES_MAX = 1;

  private final DatabaseManagementService service;
  private final GraphDatabaseService database;

  /** Where the loaded nodes are; only used while loading. */
  private long[] loaded = new long[0];

  /** Opens the database, or makes it. */
  public Neo4jGraph(Path directory) {
    service =
        new DatabaseManagementServiceBuilder(directory)
            .setConfig(GraphDatabaseSettings.pagecache_memory, PAGE_CACHE_BYTES)
            .setConfig(GraphDatabaseSettings.udc_enabled, false)
            .build();
    database = service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
    requireSchema();
  }

  private void requireSchema() {
    try (Transaction transaction = database.beginTx()) {
      if (!transaction.schema().getConstraints(PERSON).iterator().hasNext()) {
        transaction.schema().constraintFor(PERSON).assertPropertyIsUnique("uid").create();
      }
      transaction.commit();
    }
    try (Transaction transaction = database.beginTx()) {
      transaction.schema().awaitIndexesOnline(INDEX_MINUTES_MAX, TimeUnit.MINUTES);
    }
  }

  static Node createPerson(Transaction transaction, long node) {
    Node created = transaction.createNode(PERSON);
    created.setProperty("uid", Values.uid(node));
    created.setProperty("name", Values.name(node));
    created.setProperty("age", Values.age(node));
    return created;
  }

  @SuppressWarnings({"deprecation", "removal"}) // the fastest way to a node
  static Node node(Transaction transaction, long id) {
    return transaction.getNodeById(id);
  }

  @SuppressWarnings({"deprecation", "removal"}) // the id that goes with it
  static long id(Node node) {
    return node.getId();
  }

  @SuppressWarnings({"deprecation", "removal"}) // without reading the node
  static long endId(Relationship edge) {
    return edge.getEndNodeId();
  }

  @Override
  public void addNodes(int first, int end) {
    loaded = Arrays.copyOf(loaded, end);
    try (Transaction transaction = database.beginTx()) {
      for (int node = first; node < end; node++) {
        loaded[node] = id(createPerson(transaction, node));
      }
      transaction.commit();
    }
  }

  @Override
  public void addEdges(RmatGraph graph, int first, int end) {
    try (Transaction transaction = database.beginTx()) {
      for (int edge = first; edge < end; edge++) {
        node(transaction, loaded[graph.from(edge)])
            .createRelationshipTo(node(transaction, loaded[graph.to(edge)]), KNOWS)
            .setProperty("since", Values.since(edge));
      }
      transaction.commit();
    }
  }

  @Override
  public void finishLoad() {
    loaded = new long[0];
  }

  @Override
  public GraphReads openReads() {
    return new Neo4jReads(database);
  }

  @Override
  public GraphCommits openCommits() {
    return new Neo4jCommits(database);
  }

  @Override
  public void close() {
    service.shutdown();
  }
}
