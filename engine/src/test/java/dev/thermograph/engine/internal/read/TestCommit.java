package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.kind.BoundEdgeKind;
import dev.thermograph.engine.internal.kind.BoundKind;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.kind.UniqueValues;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.lang.foreign.MemorySegment;

/**
 * The changes of one commit. Hashes are only ever added to the index, so lookups meet nodes that no
 * longer have the value, as they do between two reclaims.
 */
final class TestCommit {
  private final TestTenant tenant;
  private final CommitWriter writer;
  private final PropertyBlockWriter blocks = new PropertyBlockWriter();
  private final PropertyBlockReader reader = new PropertyBlockReader();

  TestCommit(TestTenant tenant, CommitWriter writer) {
    this.tenant = tenant;
    this.writer = writer;
  }

  <T> NodeId create(NodeKind<T> kind, T properties) {
    NodeId id = tenant.ids().node(tenant.takeNode());
    put(kind, id, properties);
    return id;
  }

  /** Changes a node, or brings it back. */
  <T> void put(NodeKind<T> kind, NodeId id, T properties) {
    BoundNodeKind<T> bound = tenant.schema().require(kind);
    MemorySegment block = block(bound, properties);
    writer.putNode(id.number(), bound.id(), block, 0, (int) block.byteSize());
    reader.wrap(block, 0);
    for (BoundUnique unique : bound.uniques()) {
      if (UniqueValues.areThere(unique, reader)) {
        long hash = UniqueValues.hash(unique, reader);
        writer.index(StoreSource.UNIQUE_INDEX, hash, id.number());
      }
    }
  }

  void delete(NodeId id) {
    writer.deleteNode(id.number());
  }

  <E> EdgeId connect(EdgeKind<E> kind, NodeId from, NodeId to, E properties) {
    EdgeId id = tenant.ids().edge(tenant.takeEdge());
    put(kind, id, from, to, properties);
    return id;
  }

  /** Changes an edge, or brings it back; one without properties gets no block. */
  <E> void put(EdgeKind<E> kind, EdgeId id, NodeId from, NodeId to, E properties) {
    BoundEdgeKind<E> bound = tenant.schema().require(kind);
    MemorySegment block = block(bound, properties);
    int bytes = reader.wrap(block, 0).count() == 0 ? 0 : (int) block.byteSize();
    writer.putEdge(id.number(), bound.id(), from.number(), to.number(), block, 0, bytes);
  }

  void delete(EdgeId id) {
    writer.deleteEdge(id.number());
  }

  private <T> MemorySegment block(BoundKind<T> kind, T properties) {
    kind.codec().write(properties, blocks);
    return MemorySegment.ofArray(blocks.toByteArray());
  }
}
