package dev.thermograph.engine.internal.commit;

import dev.thermograph.engine.error.CommitDamagedException;
import dev.thermograph.engine.error.LaterVersionException;
import dev.thermograph.error.ThermographException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the bytes of a commit; see {@link CommitLayout}.
 *
 * <p>Every length is checked before it is used, though a checksum covered the bytes: what follows
 * writes to raw memory. <b>Single-threaded.</b> Hot path of a replay: allocates for names and notes
 * only.
 */
public final class CommitReader {
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private MemorySegment segment = MemorySegment.NULL;
  private long sequence;
  private int changeCount;

  /** A reader of any number of commits. */
  public CommitReader() {}

  /**
   * Hands the changes of one commit to a sink.
   *
   * @param payload from its position to its limit, which are left as they are
   * @throws CommitDamagedException when the bytes are no commit; the changes before are handed on
   * @throws LaterVersionException when a change is of a later version; the same
   */
  public void read(ByteBuffer payload, long commitSequence, CommitSink sink) {
    long _ = begin(payload, commitSequence);
    readChanges(sink);
  }

  /**
   * Begins with one commit, whose changes {@link #readChanges} then hands on.
   *
   * @return sequence of the tenant's commit before, 0 for none
   */
  long begin(ByteBuffer payload, long commitSequence) {
    bytes = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
    segment = MemorySegment.ofBuffer(bytes);
    sequence = commitSequence;
    require(CommitLayout.CHANGES_OFFSET);
    if (bytes.get(CommitLayout.VERSION_OFFSET) != CommitLayout.VERSION) {
      throw damaged("the commit has an unknown version");
    }
    long previous = bytes.getLong(CommitLayout.PREVIOUS_OFFSET);
    if (previous < 0 || previous >= commitSequence) {
      throw damaged("the commit names a previous one that cannot be, previous=" + previous);
    }
    changeCount = bytes.getInt(CommitLayout.CHANGE_COUNT_OFFSET);
    bytes.position(CommitLayout.CHANGES_OFFSET);
    return previous;
  }

  void readChanges(CommitSink sink) {
    for (int change = 0; change < changeCount; change++) {
      readChange(sink);
    }
    if (changeCount < 0 || bytes.hasRemaining()) {
      throw damaged("the commit does not end where it says");
    }
  }

  private void readChange(CommitSink sink) {
    require(1);
    byte code = bytes.get();
    switch (code) {
      case CommitLayout.NAMES -> readNames(sink);
      case CommitLayout.PUT_NODE -> readPutNode(sink);
      case CommitLayout.DELETE_NODE -> sink.deleteNode(readInt());
      case CommitLayout.PUT_EDGE -> readPutEdge(sink);
      case CommitLayout.DELETE_EDGE -> sink.deleteEdge(readInt());
      case CommitLayout.INDEX -> readIndex(sink);
      case CommitLayout.UNINDEX -> readUnindex(sink);
      case CommitLayout.CATALOG -> readCatalog(sink);
      case CommitLayout.NOTE -> sink.note(readText(), readText());
      default -> throw unknown(code);
    }
  }

  private ThermographException unknown(byte code) {
    return CommitLayout.isReserved(code)
        ? new LaterVersionException("a change", code, "commit sequence=" + sequence)
        : damaged("the commit has a change of an unknown kind");
  }

  /**
   * Whether a record of a tenant is a commit; the only other ones that a tenant can have are of
   * later versions.
   *
   * @throws LaterVersionException when it is one of those
   */
  public static boolean isCommit(byte recordType, long sequence) {
    if (recordType == CommitLayout.CRDT_RECORD_TYPE
        || recordType == CommitLayout.BLOB_RECORD_TYPE) {
      throw new LaterVersionException("a record", recordType, "log sequence=" + sequence);
    }
    return recordType == CommitLayout.RECORD_TYPE;
  }

  private void readNames(CommitSink sink) {
    int firstKeyId = readInt();
    int count = readInt();
    // A name takes two bytes at least, so this bounds the list by the record.
    require(count < 0 ? -1 : Math.min((long) count * Short.BYTES, Integer.MAX_VALUE));
    List<String> names = new ArrayList<>(count);
    for (int name = 0; name < count; name++) {
      names.add(readText());
    }
    sink.names(firstKeyId, names);
  }

  private void readPutNode(CommitSink sink) {
    int node = readInt();
    int kind = readUnsignedShort();
    int blockBytes = readLength();
    sink.putNode(node, kind, segment, skip(blockBytes), blockBytes);
  }

  private void readPutEdge(CommitSink sink) {
    int edge = readInt();
    int kind = readUnsignedShort();
    int from = readInt();
    int to = readInt();
    int blockBytes = readLength();
    sink.putEdge(edge, kind, from, to, segment, skip(blockBytes), blockBytes);
  }

  private void readIndex(CommitSink sink) {
    sink.index(readUnsignedShort(), readLong(), readInt());
  }

  private void readUnindex(CommitSink sink) {
    sink.unindex(readUnsignedShort(), readLong(), readInt());
  }

  private void readCatalog(CommitSink sink) {
    int length = readLength();
    sink.catalog(segment, skip(length), length);
  }

  private int readInt() {
    require(Integer.BYTES);
    return bytes.getInt();
  }

  private long readLong() {
    require(Long.BYTES);
    return bytes.getLong();
  }

  private int readUnsignedShort() {
    require(Short.BYTES);
    return Short.toUnsignedInt(bytes.getShort());
  }

  private int readLength() {
    int length = readInt();
    require(length);
    return length;
  }

  private String readText() {
    int length = readUnsignedShort();
    require(length);
    int offset = bytes.position();
    bytes.position(offset + length);
    try {
      return utf8.decode(bytes.slice(offset, length)).toString();
    } catch (CharacterCodingException _) {
      throw damaged("the commit has a text that is not UTF-8");
    }
  }

  /** Steps over bytes and returns where they begin. */
  private int skip(int length) {
    int offset = bytes.position();
    bytes.position(offset + length);
    return offset;
  }

  private void require(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw damaged("the commit is cut short or has a wrong length");
    }
  }

  private CommitDamagedException damaged(String what) {
    return new CommitDamagedException(what, sequence, bytes.position());
  }
}
