package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitApplier;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.engine.internal.snapshot.SnapshotLoader;
import java.nio.charset.StandardCharsets;

/**
 * Everything that a tenant's commits have made, and nothing else: what a snapshot and an orderly
 * close have to keep. <b>Single-threaded</b> until readers are let in, then as its parts say.
 */
final class TenantMemory implements AutoCloseable {
  /**
   * How everything lies in the memory, and what {@link #seal} writes. Who changes any of it raises
   * this number, and memory that was left before is built again.
   */
  static final int LAYOUT = 2;

  private final Space space;
  private final GraphStore store;
  private final KeyDictionary keys = new KeyDictionary();
  private final CatalogVersions catalogs = new CatalogVersions();
  private final CommitTimes times;
  private CommitApplier applier;
  private long retainedFrom;

  private TenantMemory(Space space) {
    this.space = space;
    this.store = new GraphStore(space);
    this.times = new CommitTimes(space);
    this.applier = newApplier(0);
  }

  /** Memory of a tenant without commits. */
  static TenantMemory empty(Extents extents) {
    return new TenantMemory(new Space(extents));
  }

  private CommitApplier newApplier(long sequence) {
    return new CommitApplier(store, keys, sequence, (bytes, since) -> catalogs.add(since, bytes));
  }

  /** A loader into this memory, which must be empty; {@link #loaded} comes when it is done. */
  SnapshotLoader loader() {
    return new SnapshotLoader(
        space, store, keys, times, (bytes, since) -> catalogs.add(since, bytes));
  }

  /** Commits behind what a loader has loaded can be applied. */
  void loaded(SnapshotLoader loader) {
    retainedFrom = loader.horizon();
    applier = newApplier(loader.sequence());
  }

  /**
   * The memory that {@link #seal} took leave of.
   *
   * @param extents with the same bytes
   * @param sequence the last commit that it holds
   */
  static TenantMemory reopen(Extents extents, long sequence, byte[] sealed) {
    Space.Reopened reopened = Space.reopen(extents, sealed);
    TenantMemory memory = new TenantMemory(reopened.space());
    memory.restore(reopened.roots(), sequence);
    return memory;
  }

  /**
   * Puts what is outside of the extents into them. Nobody may read or write any more.
   *
   * @return for {@link #reopen}
   */
  byte[] seal() {
    space.reclaim(Long.MAX_VALUE, Integer.MAX_VALUE);
    RootWriter roots = new RootWriter(space);
    store.save(roots);
    times.save(roots);
    saveNames(roots);
    catalogs.save(roots);
    roots.putLong(retainedFrom);
    return space.seal(roots.toByteArray());
  }

  private void saveNames(RootWriter roots) {
    int count = applier.loggedNameCount(); // the others may get other numbers next time
    roots.putInt(count);
    for (int id = 0; id < count; id++) {
      roots.putBytes(keys.requireName(id).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void restore(RootReader roots, long sequence) {
    store.restore(roots);
    times.restore(roots);
    int count = roots.getCount();
    for (int id = 0; id < count; id++) {
      keys.findOrAdd(new String(roots.getBytes(), StandardCharsets.UTF_8));
    }
    catalogs.restore(roots);
    retainedFrom = roots.getLong();
    roots.requireEnd();
    applier = newApplier(sequence);
  }

  Space space() {
    return space;
  }

  GraphStore store() {
    return store;
  }

  KeyDictionary keys() {
    return keys;
  }

  CatalogVersions catalogs() {
    return catalogs;
  }

  CommitTimes times() {
    return times;
  }

  CommitApplier applier() {
    return applier;
  }

  /** The first sequence that views may see. Writer only. */
  long retainedFrom() {
    return retainedFrom;
  }

  void retainFrom(long sequence) {
    retainedFrom = Math.max(retainedFrom, sequence);
  }

  /** Gives the memory back. Idempotent. */
  @Override
  public void close() {
    space.close();
  }
}
