package dev.thermograph.engine.internal.snapshot;

import static dev.thermograph.engine.internal.snapshot.SnapshotLayout.*;

import dev.thermograph.engine.internal.commit.CommitTally;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.graph.ElementHistory;
import dev.thermograph.engine.internal.graph.HashScan;
import dev.thermograph.engine.internal.memory.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a state as the bytes of {@link SnapshotLayout}, while the tenant's writer goes on.
 *
 * <p>Now and then it draws breath: the pin is renewed, so that blocks which were replaced meanwhile
 * can be used again, the listener hears how far it is, and who wants it to stop is heard. No lane
 * is taken. <b>Single-threaded:</b> an I/O thread.
 */
final class SnapshotWriter {
  private final SnapshotState state;
  private final SnapshotOutput output;
  private final Progress progress;
  private final Cancellation cancellation;
  private final SnapshotCounts counts = new SnapshotCounts();
  private final ElementHistory history = new ElementHistory();
  private long nextBreath;
  private long lastSequence;

  SnapshotWriter(
      SnapshotState state, SnapshotOutput output, Progress progress, Cancellation cancellation) {
    this.state = state;
    this.output = output;
    this.progress = progress;
    this.cancellation = cancellation;
  }

  /**
   * Writes everything and syncs it.
   *
   * @return the commit up to which the log must be durable before anybody believes the file
   */
  long write(SnapshotHeader header) throws IOException {
    putHeader(header);
    putCatalogs();
    putNames();
    putHorizons();
    putCommits();
    putNodes();
    putEdges();
    putHashes();
    long upTo = Math.max(state.sequence(), state.pin().newestSequence());
    putFooter(upTo);
    output.finish();
    return upTo;
  }

  private void putHeader(SnapshotHeader header) throws IOException {
    output.putLong(MAGIC);
    output.putInt(VERSION);
    output.putInt(header.tenant());
    output.putLong(header.origin().getMostSignificantBits());
    output.putLong(header.origin().getLeastSignificantBits());
    output.putLong(header.sequence());
    output.putLong(header.horizon());
    output.putInt(CIPHER_NONE);
    output.putInt(header.nodeEnd());
    output.putInt(header.edgeEnd());
    output.putInt(0);
    output.putLong(header.writtenMicros());
  }

  private void putCatalogs() throws IOException {
    output.putByte(CATALOGS);
    long last = 0;
    for (SnapshotState.Catalog catalog : state.catalogs()) {
      output.putVarint(catalog.bytes().length + 1L);
      output.putVarint(catalog.sequence() - last);
      output.putBytes(catalog.bytes());
      last = catalog.sequence();
    }
    output.putByte(0);
  }

  private void putNames() throws IOException {
    output.putByte(NAMES);
    for (int id = 0; id < state.nameCount(); id++) {
      byte[] utf8 = state.keys().requireName(id).getBytes(StandardCharsets.UTF_8);
      output.putVarint(utf8.length + 1L);
      output.putBytes(utf8);
      counts.names++;
    }
    output.putByte(0);
  }

  private void putHorizons() throws IOException {
    output.putByte(HORIZONS);
    for (Map.Entry<Integer, Long> kind : new TreeMap<>(state.horizons()).entrySet()) {
      output.putVarint(kind.getKey() + 1L);
      output.putVarint(kind.getValue());
    }
    output.putByte(0);
  }

  private void putCommits() throws IOException {
    output.putByte(COMMITS);
    CommitTimes.Window commits = state.times().window();
    CommitTally tally = new CommitTally();
    long sequence = 0;
    long micros = 0;
    // What is older may be let go of at any moment: the pin does not keep it.
    for (long place = commits.placeOf(state.horizon()); place < state.timesEnd(); place++) {
      output.putVarint(commits.sequence(place) - sequence);
      output.putVarint(commits.micros(place) - micros);
      commits.read(place, tally);
      putTally(tally);
      sequence = commits.sequence(place);
      micros = commits.micros(place);
      breathe(0);
    }
    output.putByte(0);
  }

  private void putTally(CommitTally tally) throws IOException {
    int mask = tally.hasNote() ? TALLY_NOTE : 0;
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      mask |= tally.count(which) == 0 ? 0 : 1 << which;
    }
    output.putByte(mask);
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      if (tally.count(which) != 0) {
        output.putVarint(tally.count(which));
      }
    }
    if (tally.hasNote()) {
      putText(tally.actor());
      putText(tally.reason());
    }
  }

  private void putText(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    output.putVarint(utf8.length);
    output.putBytes(utf8);
  }

  private void putNodes() throws IOException {
    output.putByte(NODES);
    lastSequence = 0;
    int last = -1;
    for (int node = 0; node < state.nodeEnd(); node++) {
      if (state.store().nodeHistory(node, state::horizonOf, state.sequence(), history)) {
        output.putVarint(node - last);
        output.putVarint(history.kind());
        putVersions();
        last = node;
        counts.nodes++;
        counts.nodeVersions += history.count();
      }
      breathe(node);
    }
    output.putByte(0);
  }

  private void putEdges() throws IOException {
    output.putByte(EDGES);
    lastSequence = 0;
    int last = -1;
    for (int edge = 0; edge < state.edgeEnd(); edge++) {
      if (state.store().edgeHistory(edge, state::horizonOf, state.sequence(), history)) {
        output.putVarint(edge - last);
        output.putVarint(history.kind());
        output.putVarint(history.from());
        output.putVarint(history.to());
        putVersions();
        last = edge;
        counts.edges++;
        counts.edgeVersions += history.count();
      }
      breathe((long) state.nodeEnd() + edge);
    }
    output.putByte(0);
  }

  private void putVersions() throws IOException {
    int count = history.count();
    output.putVarint(count);
    long last = lastSequence;
    for (int version = 0; version < count; version++) {
      long sequence = history.sequence(version);
      long step = version == 0 ? fold(sequence - last) : sequence - last;
      int bytes = history.blockBytes(version);
      if (bytes == ElementHistory.DELETED) {
        output.putVarint(2 * step + 1);
      } else {
        output.putVarint(2 * step);
        output.putVarint(bytes);
        output.putBytes(Memory.EVERYTHING, history.block(version), bytes);
      }
      last = sequence;
    }
    if (count > 0) {
      lastSequence = history.sequence(0);
    }
  }

  private void putHashes() throws IOException {
    output.putByte(HASHES);
    for (int index = 0; index < state.store().indexCount(); index++) {
      output.putVarint(index + 1L);
      HashScan scan = state.store().hashScan(index);
      while (scan.nextTable()) {
        while (scan.next()) {
          output.putVarint(scan.node() + 1L);
          output.putInt((scan.tag() << 1) | (scan.isEnding() ? 1 : 0));
          counts.hashes++;
        }
        breathe((long) state.nodeEnd() + state.edgeEnd());
      }
      output.putByte(0);
    }
    output.putByte(0);
  }

  private void putFooter(long upTo) throws IOException {
    output.putByte(END);
    output.putLong(counts.nodes);
    output.putLong(counts.nodeVersions);
    output.putLong(counts.edges);
    output.putLong(counts.edgeVersions);
    output.putLong(counts.hashes);
    output.putLong(counts.names);
    output.putLong(upTo);
    output.putBytes(output.digest());
    output.putLong(END_MAGIC);
  }

  /** Between two elements no address is kept. */
  private void breathe(long done) {
    if (output.lengthBytes() >= nextBreath) {
      nextBreath = output.lengthBytes() + state.pin().renewalBytes();
      cancellation.check();
      state.pin().renew();
      progress.report(ProgressPhase.WRITE, done, (long) state.nodeEnd() + state.edgeEnd());
    }
  }
}
