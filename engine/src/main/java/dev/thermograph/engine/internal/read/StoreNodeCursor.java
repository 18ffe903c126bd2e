package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.graph.HashCursor;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.memory.Memory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nodes of one kind, read where they lie in the store. */
final class StoreNodeCursor<T> extends StoreCursor<T> implements NodeCursor<T> {
  private static final int BEFORE_FIRST = -1;

  private final BoundNodeKind<T> bound;
  private final int kind;
  private final @Nullable BoundUnique key;
  private final GraphStore store;
  private final long sequence;
  private final ElementIds ids;
  private final HashCursor candidates;
  private final SingleProbe probe;
  private @Nullable BoundUnique lastRule;

  /** Where it stands, or stood last: {@link #next} goes on behind it. */
  private int number = BEFORE_FIRST;

  /** Address of what it stands at, or {@link GraphStore#NONE}. */
  private long version = GraphStore.NONE;

  StoreNodeCursor(PinnedView view, BoundNodeKind<T> bound, GraphStore store) {
    super(view, bound);
    this.bound = bound;
    this.kind = bound.id();
    this.key = bound.key();
    this.store = store;
    this.sequence = view.sequence();
    this.ids = view.ids();
    this.candidates = store.hashCursor();
    this.probe = new SingleProbe(bound.kind());
  }

  @Override
  public boolean seek(long nodeId) {
    requireOpen();
    return show(ids.requireNode(nodeId));
  }

  private boolean show(int wanted) {
    number = wanted;
    long visible = store.node(wanted, sequence);
    if (visible == GraphStore.NONE || GraphStore.kind(visible) != kind) {
      version = GraphStore.NONE;
      return false;
    }
    version = visible;
    reader().wrap(Memory.EVERYTHING, GraphStore.block(visible));
    return true;
  }

  @Override
  public boolean seekKey(long value) {
    requireOpen();
    probe.set(requireKey(), value);
    return seekProbe();
  }

  @Override
  public boolean seekKey(String value) {
    requireOpen();
    probe.set(requireKey(), value);
    return seekProbe();
  }

  @Override
  public boolean seekKey(UUID value) {
    requireOpen();
    probe.set(requireKey(), value);
    return seekProbe();
  }

  private BoundUnique requireKey() {
    return key == null ? UniqueRules.requireKey(bound) : key;
  }

  @Override
  public boolean seekUnique(String rule, long value) {
    requireOpen();
    probe.set(requireRule(rule), value);
    return seekProbe();
  }

  @Override
  public boolean seekUnique(String rule, String value) {
    requireOpen();
    probe.set(requireRule(rule), value);
    return seekProbe();
  }

  private BoundUnique requireRule(String name) {
    BoundUnique last = lastRule;
    if (last == null || !last.rule().name().equals(name)) {
      last = UniqueRules.require(bound, name);
      lastRule = last;
    }
    return last;
  }

  private boolean seekProbe() {
    if (store.indexCount() > StoreSource.UNIQUE_INDEX) {
      store.lookUp(StoreSource.UNIQUE_INDEX, probe.hash(), candidates);
      while (candidates.next()) {
        if (show(candidates.node()) && probe.matches(reader())) {
          return true;
        }
      }
    }
    rewind();
    return false;
  }

  @Override
  public void rewind() {
    requireOpen();
    number = BEFORE_FIRST;
    version = GraphStore.NONE;
  }

  @Override
  public boolean next() {
    requireOpen();
    int end = store.nodeEnd(); // read first: what this view sees lies below
    int found = store.nextOfKind(kind, number + 1, sequence);
    if (found < end) {
      return show(found);
    }
    number = end;
    version = GraphStore.NONE;
    return false;
  }

  @Override
  PropertyBlockReader require() {
    requireOpen();
    if (version == GraphStore.NONE) {
      throw nowhere();
    }
    return reader();
  }

  @Override
  public long id() {
    require();
    return ids.value(number);
  }

  @Override
  public long sequence() {
    require();
    return GraphStore.sequence(version);
  }

  @Override
  public T properties() {
    return readAll();
  }
}
