package dev.thermograph.benchmarks.graph.engine;

import dev.thermograph.benchmarks.graph.GraphCommits;
import dev.thermograph.benchmarks.graph.GraphReads;
import dev.thermograph.benchmarks.graph.GraphSide;
import dev.thermograph.benchmarks.graph.RmatGraph;
import dev.thermograph.engine.internal.store.ChronicleExtents;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import java.nio.file.Path;

/** Our engine: one tenant, every commit synced. */
public final class EngineGraph implements GraphSide {
  static final int PERSON = 1;
  static final int KNOWS = 2;

  private static final int TENANT = 1;
  private static final LogOptions OPTIONS = LogOptions.defaults();

  private final WriteAheadLog log;
  private final HotTenant tenant;
  private final EngineWriter loader;

  /** Opens the tenant, or makes it. */
  public EngineGraph(Path directory) {
    log = WriteAheadLog.open(directory, OPTIONS);
    tenant = HotTenant.open(TENANT, log, ChronicleExtents.inMemory(), OPTIONS.payloadBytesMax());
    loader = new EngineWriter(tenant);
  }

  @Override
  public void addNodes(int first, int end) {
    commit(
        into -> {
          for (int node = first; node < end; node++) {
            loader.putNode(into, node, tenant.store().nodeEnd() + node - first);
          }
        });
  }

  @Override
  public void addEdges(RmatGraph graph, int first, int end) {
    commit(
        into -> {
          for (int edge = first; edge < end; edge++) {
            int number = tenant.store().edgeEnd() + edge - first;
            loader.putEdge(into, edge, number, graph.from(edge), graph.to(edge));
          }
        });
  }

  private void commit(HotTenant.Change change) {
    tenant.commit(change, Durability.sync());
  }

  @Override
  public GraphReads openReads() {
    return new EngineReads(tenant);
  }

  @Override
  public GraphCommits openCommits() {
    EngineWriter writer = new EngineWriter(tenant);
    return new GraphCommits() {
      @Override
      public void commit(long node, long target) {
        EngineGraph.this.commit(into -> writer.putNodeAndEdge(into, node, (int) target));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public long offHeapBytes() {
    return tenant.memoryBytes();
  }

  @Override
  public void close() {
    tenant.close();
    log.close();
  }
}
