package dev.thermograph.engine.internal.snapshot;

import static dev.thermograph.engine.internal.snapshot.SnapshotLayout.*;

import dev.thermograph.engine.error.SnapshotRefusedException;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitTally;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Reads a snapshot file into a sink; see {@link SnapshotLayout}.
 *
 * <p>Every number is compared with its limit before it is used, though checksums cover it: what
 * follows writes to raw memory. <b>Single-threaded.</b> Hot path: allocates per name and note, not
 * per element.
 */
final class SnapshotReader {
  private static final long BREATH_BYTES = 1 << 20;

  private final SnapshotInput input;
  private final Progress progress;
  private final SnapshotCounts counts = new SnapshotCounts();
  private final CommitTally tally = new CommitTally();
  private long sequenceMax;
  private long lastSequence;
  private int nodeEnd;
  private int edgeEnd;
  private long nextBreath = BREATH_BYTES;

  SnapshotReader(SnapshotInput input, Progress progress) {
    this.input = input;
    this.progress = progress;
  }

  /** Takes versions of nodes or of edges. */
  private interface Versions {
    void version(long sequence, int offset, int blockBytes);

    void deleted(long sequence);
  }

  /** Reads the header only. */
  static SnapshotHeader readHeader(SegmentFile file) throws IOException {
    SnapshotInput input = new SnapshotInput(file, SnapshotChecks.ALL);
    return new SnapshotReader(input, Progress.SILENT).header();
  }

  /**
   * Reads the whole file.
   *
   * @throws SnapshotRefusedException when it is not what it should be; the sink has parts of it
   */
  void read(SnapshotSink sink) throws IOException {
    SnapshotHeader header = header();
    sequenceMax = header.sequence();
    nodeEnd = header.nodeEnd();
    edgeEnd = header.edgeEnd();
    sink.begin(header);
    readCatalogs(sink);
    readNames(sink);
    readHorizons(sink);
    readCommits(sink);
    readNodes(sink);
    readEdges(sink);
    readHashes(sink);
    sink.end(footer());
  }

  private SnapshotHeader header() throws IOException {
    if (input.readLong() != MAGIC) {
      throw input.damaged("not a snapshot");
    }
    int version = input.readInt();
    if (version != VERSION) {
      throw input.damaged("version is not ours: found=" + version + " known=" + VERSION);
    }
    int tenant = input.readInt();
    UUID origin = new UUID(input.readLong(), input.readLong());
    long sequence = requireRange("sequence", input.readLong(), SEQUENCE_MAX);
    long horizon = requireRange("horizon", input.readLong(), sequence);
    int cipher = input.readInt();
    if (cipher != CIPHER_NONE) {
      throw input.damaged("cipher is not known: found=" + cipher);
    }
    int nodes = (int) requireRange("nodeEnd", input.readInt(), GraphStore.NODE_COUNT_MAX);
    int edges = (int) requireRange("edgeEnd", input.readInt(), GraphStore.EDGE_COUNT_MAX);
    requireRange("zeros", input.readInt(), 0);
    long written = input.readLong();
    return new SnapshotHeader(tenant, origin, sequence, horizon, nodes, edges, written);
  }

  private long requireRange(String name, long value, long max) {
    if (value < 0 || value > max) {
      throw input.damaged(name + " is out of range: found=" + value + " max=" + max);
    }
    return value;
  }

  private void readCatalogs(SnapshotSink sink) throws IOException {
    requireSection(CATALOGS);
    long sequence = 0;
    for (int bytes = readLength("catalog"); bytes >= 0; bytes = readLength("catalog")) {
      sequence += input.readVarint("catalog's sequence", sequenceMax - sequence);
      sink.catalog(sequence, input.readBytes(bytes));
    }
  }

  private void readNames(SnapshotSink sink) throws IOException {
    requireSection(NAMES);
    for (int bytes = readLength("name"); bytes >= 0; bytes = readLength("name")) {
      requireRange("name's length", bytes, KeyDictionary.NAME_BYTES_MAX);
      requireRange("count of names", counts.names + 1, KeyDictionary.KEY_COUNT_MAX);
      sink.name(new String(input.readBytes(bytes), StandardCharsets.UTF_8));
      counts.names++;
    }
  }

  /** A length plus one; -1 at the end. */
  private int readLength(String name) throws IOException {
    return (int) input.readVarint(name, Math.min(Integer.MAX_VALUE, input.remainingBytes())) - 1;
  }

  private void readHorizons(SnapshotSink sink) throws IOException {
    requireSection(HORIZONS);
    int last = -1;
    for (int kind = readNumber("kind", GraphStore.KIND_MAX);
        kind >= 0;
        kind = readNumber("kind", GraphStore.KIND_MAX)) {
      if (kind <= last) {
        throw input.damaged("kinds are not in order: kind=" + kind);
      }
      last = kind;
      sink.horizon(kind, input.readVarint("horizon", sequenceMax));
    }
  }

  /** A number plus one; -1 at the end. */
  private int readNumber(String name, int max) throws IOException {
    return (int) input.readVarint(name, max + 1L) - 1;
  }

  private void readCommits(SnapshotSink sink) throws IOException {
    requireSection(COMMITS);
    long sequence = 0;
    long micros = 0;
    while (true) {
      long step = input.readVarint("commit's sequence", sequenceMax - sequence);
      if (step == 0) {
        return;
      }
      sequence += step;
      micros += input.readVarint("commit's time", Long.MAX_VALUE - micros);
      readTally();
      sink.commit(sequence, micros, tally);
    }
  }

  private void readTally() throws IOException {
    int mask = (int) requireRange("commit's mask", input.readByte(), TALLY_MASK_MAX);
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      boolean isSaid = (mask & (1 << which)) != 0;
      tally.set(which, isSaid ? (int) input.readVarint("commit's count", Integer.MAX_VALUE) : 0);
    }
    boolean hasNote = (mask & TALLY_NOTE) != 0;
    String actor = hasNote ? readText() : "";
    tally.note(actor, hasNote ? readText() : "");
  }

  private String readText() throws IOException {
    int bytes = (int) input.readVarint("note's length", CommitWriter.NOTE_BYTES_MAX);
    return new String(input.readBytes(bytes), StandardCharsets.UTF_8);
  }

  private void readNodes(SnapshotSink sink) throws IOException {
    requireSection(NODES);
    Versions versions = nodeVersions(sink);
    int node = -1;
    lastSequence = 0;
    while (true) {
      int step = (int) input.readVarint("node's number", nodeEnd - 1L - node);
      if (step == 0) {
        return;
      }
      node += step;
      sink.node(node, (int) input.readVarint("node's kind", GraphStore.KIND_MAX));
      counts.nodes++;
      counts.nodeVersions += readVersions(versions);
      breathe();
    }
  }

  private Versions nodeVersions(SnapshotSink sink) {
    return new Versions() {
      @Override
      public void version(long sequence, int offset, int blockBytes) {
        sink.nodeVersion(sequence, input.segment(), offset, blockBytes);
      }

      @Override
      public void deleted(long sequence) {
        sink.nodeDeleted(sequence);
      }
    };
  }

  private void readEdges(SnapshotSink sink) throws IOException {
    requireSection(EDGES);
    Versions versions = edgeVersions(sink);
    int edge = -1;
    lastSequence = 0;
    while (true) {
      int step = (int) input.readVarint("edge's number", edgeEnd - 1L - edge);
      if (step == 0) {
        return;
      }
      edge += step;
      int kind = (int) input.readVarint("edge's kind", GraphStore.KIND_MAX);
      int from = (int) input.readVarint("edge's node", nodeEnd - 1L);
      int to = (int) input.readVarint("edge's node", nodeEnd - 1L);
      sink.edge(edge, kind, from, to);
      counts.edges++;
      counts.edgeVersions += readVersions(versions);
      breathe();
    }
  }

  private Versions edgeVersions(SnapshotSink sink) {
    return new Versions() {
      @Override
      public void version(long sequence, int offset, int blockBytes) {
        sink.edgeVersion(sequence, input.segment(), offset, blockBytes);
      }

      @Override
      public void deleted(long sequence) {
        sink.edgeDeleted(sequence);
      }
    };
  }

  private long readVersions(Versions versions) throws IOException {
    long count = input.readVarint("count of versions", input.remainingBytes());
    long sequence = lastSequence;
    boolean wasDeleted = true;
    for (long version = 0; version < count; version++) {
      long step = input.readVarint("version's sequence", VARINT_MAX);
      boolean isDeleted = (step & 1) != 0;
      if (isDeleted && wasDeleted) {
        throw input.damaged("what is not there is deleted");
      }
      sequence = sequenceOf(sequence, step >>> 1, version == 0);
      if (isDeleted) {
        versions.deleted(sequence);
      } else {
        int bytes = (int) input.readVarint("block's length", BLOCK_CONTENT_BYTES_MAX);
        versions.version(sequence, input.take(bytes), bytes);
      }
      wasDeleted = isDeleted;
      lastSequence = version == 0 ? sequence : lastSequence;
    }
    return count;
  }

  private long sequenceOf(long before, long step, boolean isFirst) {
    long sequence = before + (isFirst ? unfold(step) : step);
    if (sequence < 1 || sequence > sequenceMax || (!isFirst && sequence <= before)) {
      throw input.damaged(
          "version's sequence is out of order: found=" + sequence + " before=" + before);
    }
    return sequence;
  }

  private void readHashes(SnapshotSink sink) throws IOException {
    requireSection(HASHES);
    for (int index = 0; ; index++) {
      int found = readNumber("index", INDEX_MAX);
      if (found < 0) {
        return;
      }
      if (found != index) {
        throw input.damaged("index is out of order: found=" + found + " wanted=" + index);
      }
      for (int node = readNumber("listed node", GraphStore.NODE_COUNT_MAX - 1);
          node >= 0;
          node = readNumber("listed node", GraphStore.NODE_COUNT_MAX - 1)) {
        int tag = input.readInt();
        sink.hash(index, tag >>> 1, node, (tag & 1) != 0);
        counts.hashes++;
        breathe();
      }
    }
  }

  private void requireSection(int code) throws IOException {
    int found = input.readByte();
    if (found >= CRDTS && found < END) {
      throw input.refused("section is of a later version: found=" + found);
    }
    if (found != code) {
      throw input.damaged("section is not the one due: found=" + found + " due=" + code);
    }
  }

  /** Returns the commit up to which the hashes were read. */
  private long footer() throws IOException {
    requireSection(END);
    SnapshotCounts said = new SnapshotCounts();
    said.nodes = input.readLong();
    said.nodeVersions = input.readLong();
    said.edges = input.readLong();
    said.edgeVersions = input.readLong();
    said.hashes = input.readLong();
    said.names = input.readLong();
    if (!said.isSame(counts)) {
      throw input.damaged("counts differ: found " + counts + ", said " + said);
    }
    long upTo = requireRange("upTo", input.readLong(), SEQUENCE_MAX);
    requireRange("sequence behind upTo", upTo - sequenceMax, SEQUENCE_MAX);
    input.requireDigest();
    if (input.readLong() != END_MAGIC || input.remainingBytes() != 0) {
      throw input.damaged("does not end where it says");
    }
    return upTo;
  }

  private void breathe() {
    if (input.readBytes() >= nextBreath) {
      nextBreath = input.readBytes() + BREATH_BYTES;
      progress.step(ProgressPhase.LOAD, input.readBytes(), input.lengthBytes());
    }
  }

  SnapshotCounts counts() {
    return counts;
  }
}
