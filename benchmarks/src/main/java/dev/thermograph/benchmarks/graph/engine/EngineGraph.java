package dev.thermograph.benchmarks.graph.engine;

import static dev.thermograph.benchmarks.graph.engine.EngineKinds.KNOWS;
import static dev.thermograph.benchmarks.graph.engine.EngineKinds.PERSON;

import dev.thermograph.benchmarks.graph.GraphCommits;
import dev.thermograph.benchmarks.graph.GraphReads;
import dev.thermograph.benchmarks.graph.GraphSide;
import dev.thermograph.benchmarks.graph.RmatGraph;
import dev.thermograph.benchmarks.graph.engine.EngineKinds.Knows;
import dev.thermograph.benchmarks.graph.engine.EngineKinds.Person;
import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.wal.Durability;
import java.nio.file.Path;

/** Our engine, through its public door: one tenant, every commit synced, nothing configured. */
public sealed class EngineGraph implements GraphSide permits LogOnlyGraph {
  private static final String TENANT = "people";

  /** The default, said here because the figures depend on it. */
  private static final CommitOptions SYNCED =
      CommitOptions.DEFAULT.withDurability(Durability.sync());

  private final Thermograph engine;
  private final Tenant tenant;

  /** Opens the engine, or makes it, until its tenant can be read. */
  public EngineGraph(Path directory) {
    this(directory, EngineOptions.defaults());
  }

  EngineGraph(Path directory, EngineOptions options) {
    engine = Thermograph.open(directory, options);
    tenant = engine.tenant(TENANT, EngineKinds.SCHEMA);
    tenant.read().close(); // the first touch
  }

  @Override
  public void addNodes(int first, int end) {
    tenant.write(
        SYNCED,
        transaction -> {
          for (int node = first; node < end; node++) {
            transaction.create(PERSON, Person.ofNumber(node));
          }
        });
  }

  @Override
  public void addEdges(RmatGraph graph, int first, int end) {
    tenant.write(
        SYNCED,
        transaction -> {
          for (int edge = first; edge < end; edge++) {
            NodeId from = loaded(graph.from(edge));
            NodeId to = loaded(graph.to(edge));
            transaction.connect(KNOWS, from, to, Knows.ofNumber(edge));
          }
        });
  }

  /** Nodes were loaded in the order of their numbers, and a tenant numbers them from 0 on. */
  private NodeId loaded(int node) {
    return NodeId.of(tenant.number(), node);
  }

  @Override
  public GraphReads openReads() {
    return new EngineReads(tenant.read());
  }

  @Override
  public GraphCommits openCommits() {
    return new GraphCommits() {
      @Override
      public void commit(long node, long target) {
        tenant.write(
            SYNCED,
            transaction -> {
              NodeId created = transaction.create(PERSON, Person.ofNumber(node));
              transaction.connect(KNOWS, created, new NodeId(target), Knows.ofNumber(node));
            });
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public long offHeapBytes() {
    return engine.memory().offHeapBytes();
  }

  @Override
  public void close() {
    engine.close();
  }
}
