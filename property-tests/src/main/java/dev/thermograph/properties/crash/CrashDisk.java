package dev.thermograph.properties.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk that several openings of one directory share, and the journal of what was done to it.
 *
 * <p><b>Thread-safe:</b> every method synchronises on the instance, so that operations have one
 * order and the probe's values belong to it.
 */
final class CrashDisk {
  private final LongSupplier ackedProbe;
  private final DiskState state;
  private final ArrayList<Operation> journal = new ArrayList<>(0);
  private final ArrayList<TimelineEntry> entries = new ArrayList<>(0);
  private @Nullable DiskState start;

  /** A disk in this state with an empty journal. */
  CrashDisk(DiskState state, LongSupplier ackedProbe) {
    this.state = state;
    this.ackedProbe = ackedProbe;
  }

  /** The same disk under a process that starts anew: durable is what was durable, no more. */
  synchronized CrashDisk copy() {
    return copy(ackedProbe);
  }

  /** As {@link #copy()}, for a process whose promises are asked for elsewhere. */
  synchronized CrashDisk copy(LongSupplier otherProbe) {
    return new CrashDisk(state.copy(), otherProbe);
  }

  /** What a running process sees, on a disk of its own where all of it is durable. */
  synchronized DiskState settled() {
    return state.settled();
  }

  /** What is left when all that the page cache would write is written and the cache is gone. */
  synchronized DiskState rebooted() {
    return state.rebooted();
  }

  synchronized CrashImage crash(CrashMode mode, DirectoryLoss loss, RandomGenerator random) {
    return PowerCut.strike(state, mode, loss, random);
  }

  synchronized CrashTimeline timeline() {
    DiskState first = start == null ? state : start;
    return new CrashTimeline(
        first.copy(), List.copyOf(journal), List.copyOf(entries), ackedProbe.getAsLong());
  }

  synchronized List<String> list() {
    return new ArrayList<>(state.names().current().keySet());
  }

  /** Number of the file under this name. */
  synchronized int find(String operation, String name) throws IOException {
    Integer inode = state.names().current().get(name);
    if (inode == null) {
      throw new NoSuchFileException(name, null, "could not " + operation + ": no such file");
    }
    return inode;
  }

  synchronized int create(String name) throws IOException {
    requireFree("create", name);
    int inode = state.inodeCount();
    perform(new Operation.Create(name, inode));
    return inode;
  }

  synchronized void rename(String source, String target) throws IOException {
    int inode = find("rename", source);
    requireFree("rename", target);
    perform(new Operation.Rename(source, target, inode));
  }

  synchronized void delete(String name) throws IOException {
    perform(new Operation.Delete(name, find("delete", name)));
  }

  synchronized void syncDirectory() {
    perform(new Operation.SyncDirectory());
  }

  synchronized long lengthBytes(int inode) {
    return state.inode(inode).lengthBytes();
  }

  synchronized int read(int inode, ByteBuffer target, long offset) {
    return state.inode(inode).read(target, offset);
  }

  /** As {@link #read} but past the page cache. */
  synchronized int readDevice(int inode, ByteBuffer target, long offset) {
    return state.inode(inode).device().read(target, offset);
  }

  synchronized int write(int inode, String file, ByteBuffer source, long offset) {
    int lengthBytes = source.remaining();
    if (lengthBytes > 0) {
      SectorWrite sectors = state.inode(inode).prepare(source, offset, state.nextOrder());
      perform(new Operation.Write(inode, file, sectors));
    }
    return lengthBytes;
  }

  synchronized void sync(int inode, String file, OperationKind kind) {
    perform(new Operation.Sync(inode, file, kind));
  }

  synchronized void failSync(int inode, String file, OperationKind kind, long seed) {
    perform(new Operation.FailedSync(inode, file, kind, seed));
  }

  private void perform(Operation operation) {
    if (start == null) {
      start = state.copy();
    }
    long ackedBefore = ackedProbe.getAsLong();
    state.apply(operation);
    journal.add(operation);
    entries.add(operation.describe(ackedBefore, ackedProbe.getAsLong()));
  }

  private void requireFree(String operation, String name) throws IOException {
    if (state.names().current().containsKey(name)) {
      throw new FileAlreadyExistsException(
          name, null, "could not " + operation + ": the name is taken");
    }
  }
}
