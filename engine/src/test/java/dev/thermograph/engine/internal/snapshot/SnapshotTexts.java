package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.engine.internal.commit.CommitTally;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a snapshot holds, one line for each call. */
final class SnapshotTexts implements SnapshotSink {
  final List<String> lines = new ArrayList<>();

  @Override
  public void begin(SnapshotHeader header) {
    lines.add("tenant " + header.tenant() + " origin " + header.origin());
    lines.add("sequence " + header.sequence() + " horizon " + header.horizon());
    lines.add("nodeEnd " + header.nodeEnd() + " edgeEnd " + header.edgeEnd());
    lines.add("written " + header.writtenMicros());
  }

  @Override
  public void catalog(long sequence, byte[] catalog) {
    lines.add("catalog " + sequence + " " + new String(catalog, StandardCharsets.UTF_8));
  }

  @Override
  public void name(String name) {
    lines.add("name " + name);
  }

  @Override
  public void horizon(int kind, long sequence) {
    lines.add("horizon " + kind + " " + sequence);
  }

  @Override
  public void commit(long sequence, long micros, CommitTally tally) {
    List<Integer> counts = new ArrayList<>();
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      counts.add(tally.count(which));
    }
    String note = tally.hasNote() ? " by " + tally.actor() + " for " + tally.reason() : "";
    lines.add("commit " + sequence + " " + micros + " " + counts + note);
  }

  @Override
  public void node(int node, int kind) {
    lines.add("node " + node + " kind " + kind);
  }

  @Override
  public void nodeVersion(long sequence, MemorySegment memory, long offset, int blockBytes) {
    lines.add("  " + sequence + ": " + text(memory, offset, blockBytes));
  }

  @Override
  public void nodeDeleted(long sequence) {
    lines.add("  " + sequence + ": deleted");
  }

  @Override
  public void edge(int edge, int kind, int from, int to) {
    lines.add("edge " + edge + " kind " + kind + " from " + from + " to " + to);
  }

  @Override
  public void edgeVersion(long sequence, MemorySegment memory, long offset, int blockBytes) {
    lines.add("  " + sequence + ": " + text(memory, offset, blockBytes));
  }

  @Override
  public void edgeDeleted(long sequence) {
    lines.add("  " + sequence + ": deleted");
  }

  @Override
  public void hash(int index, int tag, int node, boolean isEnding) {
    lines.add("hash " + index + " " + Integer.toHexString(tag) + " node " + node + " " + isEnding);
  }

  @Override
  public void end(long hashesUpTo) {
    lines.add("end " + hashesUpTo);
  }

  private static String text(MemorySegment memory, long offset, int bytes) {
    byte[] copy = memory.asSlice(offset, bytes).toArray(ValueLayout.JAVA_BYTE);
    String text = new String(copy, StandardCharsets.UTF_8);
    return text.length() <= 100 ? text : text.length() + " times " + text.charAt(0);
  }
}
