package dev.thermograph.engine.internal.commit;

import dev.thermograph.engine.error.CommitTooLargeException;
import dev.thermograph.engine.error.TenantFullException;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.error.InvalidArgumentException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the bytes of one commit after the other; see {@link CommitLayout}.
 *
 * <p>The buffer is kept and grows to the largest commit. <b>Single-threaded:</b> the transaction
 * that owns it. Allocates only while it grows, but for names and notes.
 */
public final class CommitWriter implements CommitSink {
  /** Type of the log records that carry commits. */
  public static final byte RECORD_TYPE = CommitLayout.RECORD_TYPE;

  /** Longest actor or reason, in UTF-8. */
  public static final int NOTE_BYTES_MAX = 4096;

  private static final int CAPACITY_FIRST = 4096;

  private final int bytesMax;
  private ByteBuffer buffer;
  private MemorySegment segment;
  private int changeCount;

  /** A writer for commits of at most so many bytes. */
  public CommitWriter(int bytesMax) {
    this.bytesMax = bytesMax;
    this.buffer = newBuffer(Math.min(CAPACITY_FIRST, bytesMax));
    this.segment = MemorySegment.ofBuffer(buffer);
    clear();
  }

  private static ByteBuffer newBuffer(int capacity) {
    return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Begins the next commit. */
  public void clear() {
    changeCount = 0;
    buffer.clear();
    buffer.putInt(CommitLayout.VERSION).putInt(0).putLong(0);
  }

  /** Count of changes so far. */
  public int changeCount() {
    return changeCount;
  }

  /** Bytes so far. */
  public int bytes() {
    return buffer.position();
  }

  /**
   * The finished commit, valid until the next {@link #clear}.
   *
   * @param previousSequence of the tenant's commit before, 0 for none
   */
  public ByteBuffer finish(long previousSequence) {
    buffer.putInt(CommitLayout.CHANGE_COUNT_OFFSET, changeCount);
    buffer.putLong(CommitLayout.PREVIOUS_OFFSET, previousSequence);
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
  }

  @Override
  public void names(int firstKeyId, List<String> names) {
    List<byte[]> texts = names.stream().map(CommitWriter::utf8).toList();
    begin(
        CommitLayout.NAMES,
        2 * Integer.BYTES + texts.stream().mapToInt(CommitWriter::textBytes).sum());
    buffer.putInt(firstKeyId).putInt(names.size());
    texts.forEach(this::text);
  }

  @Override
  public void putNode(int node, int kind, MemorySegment memory, long offset, int blockBytes) {
    requireNumber("nodes", node, GraphStore.NODE_COUNT_MAX);
    begin(CommitLayout.PUT_NODE, 2 * Integer.BYTES + Short.BYTES + blockBytes);
    buffer.putInt(node).putShort((short) kind);
    block(memory, offset, blockBytes);
  }

  @Override
  public void deleteNode(int node) {
    begin(CommitLayout.DELETE_NODE, Integer.BYTES);
    buffer.putInt(node);
  }

  @Override
  public void putEdge(
      int edge, int kind, int from, int to, MemorySegment memory, long offset, int blockBytes) {
    requireNumber("edges", edge, GraphStore.EDGE_COUNT_MAX);
    begin(CommitLayout.PUT_EDGE, 4 * Integer.BYTES + Short.BYTES + blockBytes);
    buffer.putInt(edge).putShort((short) kind).putInt(from).putInt(to);
    block(memory, offset, blockBytes);
  }

  @Override
  public void deleteEdge(int edge) {
    begin(CommitLayout.DELETE_EDGE, Integer.BYTES);
    buffer.putInt(edge);
  }

  /** A tenant that has given out all its numbers takes no new nodes or edges any more. */
  private static void requireNumber(String what, int number, int countMax) {
    if (number < 0 || number >= countMax) { // an int that ran over is negative
      throw new TenantFullException(what, Integer.toUnsignedLong(number), countMax);
    }
  }

  @Override
  public void index(int index, long hash, int node) {
    listing(CommitLayout.INDEX, index, hash, node);
  }

  @Override
  public void unindex(int index, long hash, int node) {
    listing(CommitLayout.UNINDEX, index, hash, node);
  }

  private void listing(byte code, int index, long hash, int node) {
    begin(code, Short.BYTES + Long.BYTES + Integer.BYTES);
    buffer.putShort((short) index).putLong(hash).putInt(node);
  }

  @Override
  public void catalog(MemorySegment memory, long offset, int bytes) {
    begin(CommitLayout.CATALOG, Integer.BYTES + bytes);
    block(memory, offset, bytes);
  }

  @Override
  public void note(String actor, String reason) {
    byte[] actorText = utf8(actor);
    byte[] reasonText = utf8(reason);
    begin(CommitLayout.NOTE, textBytes(actorText) + textBytes(reasonText));
    text(actorText);
    text(reasonText);
  }

  private static byte[] utf8(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    InvalidArgumentException.requireRange("text bytes", utf8.length, 0, NOTE_BYTES_MAX);
    return utf8;
  }

  private static int textBytes(byte[] utf8) {
    return Short.BYTES + utf8.length;
  }

  private void text(byte[] utf8) {
    buffer.putShort((short) utf8.length).put(utf8);
  }

  /** Comes first and is the last to refuse: a change is written whole or not at all. */
  private void begin(byte code, int bytes) {
    require(1 + bytes);
    buffer.put(code);
    changeCount++;
  }

  private void block(MemorySegment memory, long offset, int bytes) {
    buffer.putInt(bytes);
    MemorySegment.copy(memory, offset, segment, buffer.position(), bytes);
    buffer.position(buffer.position() + bytes);
  }

  /** Makes room, or refuses the commit while nothing is in the log. */
  private void require(int bytes) {
    if (bytes <= buffer.remaining()) {
      return;
    }
    long needed = (long) buffer.position() + bytes;
    if (needed > bytesMax) {
      throw new CommitTooLargeException(needed, bytesMax);
    }
    ByteBuffer grown =
        newBuffer((int) Math.min(bytesMax, Math.max(needed, 2L * buffer.capacity())));
    grown.put(buffer.flip());
    buffer = grown;
    segment = MemorySegment.ofBuffer(grown.duplicate().clear());
  }
}
