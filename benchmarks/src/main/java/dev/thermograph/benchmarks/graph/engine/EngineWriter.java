package dev.thermograph.benchmarks.graph.engine;

import dev.thermograph.benchmarks.graph.Values;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.graph.HashCursor;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import java.lang.foreign.MemorySegment;

/** Writes nodes and edges into a commit, under the tenant's lane. <b>Not thread-safe.</b> */
final class EngineWriter {
  static final int INDEX = 0;

  private static final int BLOCK_BYTES_MAX = 256;
  private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int HASH_SHIFT = 32;

  private final HotTenant tenant;
  private final PropertyBlockWriter writer = new PropertyBlockWriter();
  private final PropertyBlockReader reader = new PropertyBlockReader();
  private final HashCursor candidates;
  private final MemorySegment block = MemorySegment.ofArray(new byte[BLOCK_BYTES_MAX]);

  EngineWriter(HotTenant tenant) {
    this.tenant = tenant;
    this.candidates = tenant.store().hashCursor();
  }

  /** Spreads a uid over all bits of a hash. */
  static long hash(long uid) {
    long mixed = uid * HASH_FACTOR;
    return (mixed ^ (mixed >>> HASH_SHIFT)) * HASH_FACTOR;
  }

  void putNode(CommitWriter into, long node, int number) {
    requireNames(into);
    long uid = Values.uid(node);
    requireUnused(uid);
    writer.begin();
    writer.key(key("uid")).putLong(uid);
    writer.key(key("name")).putText(Values.name(node));
    writer.key(key("age")).putLong(Values.age(node));
    into.putNode(number, EngineGraph.PERSON, block, 0, finish());
    into.index(INDEX, hash(uid), number);
  }

  void putEdge(CommitWriter into, long edge, int number, int from, int to) {
    writer.begin();
    writer.key(key("since")).putLong(Values.since(edge));
    into.putEdge(number, EngineGraph.KNOWS, from, to, block, 0, finish());
  }

  void putNodeAndEdge(CommitWriter into, long node, int target) {
    int number = tenant.store().nodeEnd();
    putNode(into, node, number);
    putEdge(into, node, tenant.store().edgeEnd(), number, target);
  }

  private int finish() {
    int bytes = writer.finish();
    writer.copyTo(block, 0);
    return bytes;
  }

  private int key(String name) {
    return tenant.keys().findOrAdd(name);
  }

  /** The first commit brings the names of all properties. */
  private void requireNames(CommitWriter into) {
    if (tenant.keys().find("uid") == KeyDictionary.ABSENT) {
      key("uid");
      key("name");
      key("age");
      key("since");
      into.names(0, tenant.keys().namesFrom(0));
    }
  }

  private void requireUnused(long uid) {
    GraphStore store = tenant.store();
    if (store.indexCount() == 0) {
      return;
    }
    store.lookUp(INDEX, hash(uid), candidates);
    while (candidates.next()) {
      long version = store.node(candidates.node(), tenant.appliedSequence());
      if (version != GraphStore.NONE) {
        reader.wrap(Memory.EVERYTHING, GraphStore.block(version));
        if (reader.longAt(reader.findKey(key("uid"))) == uid) {
          throw new IllegalStateException("uid is used: uid=" + uid);
        }
      }
    }
  }
}
