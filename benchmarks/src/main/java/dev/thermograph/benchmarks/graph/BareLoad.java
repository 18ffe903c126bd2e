package dev.thermograph.benchmarks.graph;

import dev.thermograph.benchmarks.harness.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What would loading cost if it only had to bring the values to the disk?
 *
 * <p>Workload: one call packs the values of 20,000 nodes or edges into a buffer, writes it behind
 * the one before, and syncs, until {@link RmatGraph#measured} is written. Nothing can be found
 * again by anything.
 */
@State(Scope.Benchmark)
public class BareLoad {
  private static final String FILE = "bare-load.data";
  private static final int NODE_BYTES_MAX = 64;

  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(Loading.ELEMENTS_PER_TRANSACTION * NODE_BYTES_MAX);
  private RmatGraph graph = RmatGraph.ofScale(1);

  /** For JMH. */
  public BareLoad() {}

  /** JMH: makes the graph and warms up. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    graph = RmatGraph.measured();
    load();
  }

  /** One load; returns the bytes written. */
  @Benchmark
  public long load() throws IOException {
    try (FileChannel file =
        FileChannel.open(
            Workspace.ofFork().resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      int each = Loading.ELEMENTS_PER_TRANSACTION;
      for (int first = 0; first < graph.nodeCount(); first += each) {
        packNodes(first, Math.min(graph.nodeCount(), first + each));
        writeSynced(file);
      }
      for (int first = 0; first < graph.edgeCount(); first += each) {
        packEdges(first, Math.min(graph.edgeCount(), first + each));
        writeSynced(file);
      }
      return file.position();
    }
  }

  private void packNodes(int first, int end) {
    buffer.clear();
    for (int node = first; node < end; node++) {
      byte[] name = Values.name(node).getBytes(StandardCharsets.UTF_8);
      buffer.putLong(Values.uid(node)).put((byte) name.length).put(name);
      buffer.put((byte) Values.age(node));
    }
    buffer.flip();
  }

  private void packEdges(int first, int end) {
    buffer.clear();
    for (int edge = first; edge < end; edge++) {
      buffer.putInt(graph.from(edge)).putInt(graph.to(edge)).putShort((short) Values.since(edge));
    }
    buffer.flip();
  }

  private void writeSynced(FileChannel file) throws IOException {
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    file.force(false);
  }
}
