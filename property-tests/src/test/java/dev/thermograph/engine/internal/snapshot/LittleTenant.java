package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitTally;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.engine.internal.store.ChronicleExtents;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A graph that grows by one version per commit, and its snapshots in some files. */
final class LittleTenant implements AutoCloseable {
  private static final SnapshotStore.Owner OWNER = new SnapshotStore.Owner(7, new UUID(1, 2));
  private static final int TEXT_BYTES = 30_000;

  private final Space space = new Space(ChronicleExtents.inMemory());
  private final GraphStore store = new GraphStore(space);
  private final CommitTimes times = new CommitTimes(space);
  private long sequence;

  /** The store of these files, as at the start of a process. */
  static SnapshotStore open(SegmentFiles files, long seed) throws IOException {
    return SnapshotStore.open(files, OWNER, new Random(seed));
  }

  /** One more commit; its blocks take more than one block of the file from the third on. */
  void commit() {
    sequence++;
    byte[] text = text(sequence).getBytes(StandardCharsets.UTF_8);
    store.putNode(0, 1, MemorySegment.ofArray(text), 0, text.length, sequence);
    times.add(sequence, sequence, new CommitTally());
  }

  static String text(long commit) {
    return "commit " + commit + " " + "x".repeat(TEXT_BYTES);
  }

  long write(SnapshotStore snapshots) throws IOException {
    return snapshots.write(state(), 0, _ -> {}, Progress.SILENT, new Cancellation()).sequence();
  }

  private SnapshotState state() {
    return new SnapshotState(
        OWNER.tenant(),
        sequence,
        0,
        Map.of(),
        List.of(),
        new KeyDictionary(),
        0,
        times,
        times.end(),
        store,
        store.nodeEnd(),
        store.edgeEnd(),
        new NoPin(sequence));
  }

  private record NoPin(long newestSequence) implements SnapshotState.Pin {
    @Override
    public void renew() {}

    @Override
    public void close() {}
  }

  /** Reads the texts of all versions that a snapshot holds. */
  static List<String> read(SnapshotStore snapshots, SnapshotName name) throws IOException {
    Texts texts = new Texts();
    snapshots.read(name, texts, Progress.SILENT);
    return texts.found;
  }

  @Override
  public void close() {
    space.close();
  }

  /** Looks at versions of nodes only. */
  private static final class Texts implements SnapshotSink {
    final List<String> found = new ArrayList<>();

    @Override
    public void nodeVersion(long since, MemorySegment memory, long offset, int blockBytes) {
      byte[] text =
          memory.asSlice(offset, blockBytes).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      found.add(new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public void begin(SnapshotHeader header) {}

    @Override
    public void catalog(long since, byte[] catalog) {}

    @Override
    public void name(String name) {}

    @Override
    public void horizon(int kind, long since) {}

    @Override
    public void commit(long commit, long micros, CommitTally tally) {}

    @Override
    public void node(int node, int kind) {}

    @Override
    public void nodeDeleted(long since) {}

    @Override
    public void edge(int edge, int kind, int from, int to) {}

    @Override
    public void edgeVersion(long since, MemorySegment memory, long offset, int blockBytes) {}

    @Override
    public void edgeDeleted(long since) {}

    @Override
    public void hash(int index, int tag, int node, boolean isEnding) {}

    @Override
    public void end(long hashesUpTo) {}
  }
}
