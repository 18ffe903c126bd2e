package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.error.Messages;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * What {@link PropertyBlockWriter} writes into: the values of all open containers one behind the
 * other, and a stack of directory entries. Closing a container puts its directory in front of its
 * values, in place when the fields came in the order of their ids, which a schema's do.
 *
 * <p>Hot path: grows to the largest block seen and then allocates nothing.
 * <em>Single-threaded:</em> its writer.
 */
final class BlockScratch {
  /** Type of an entry that says: this field is not to be taken over. Never in a block. */
  static final byte REMOVED = -1;

  private static final int NO_KEY = -1;
  private static final int BYTES_MIN = 1024;
  private static final int ENTRIES_MIN = 64;

  /** Memory kept between blocks; what a rare large block needed beyond it is given back. */
  private static final int BYTES_KEPT_MAX = 1 << 20;

  private byte[] bytes = new byte[BYTES_MIN];
  private MemorySegment segment = MemorySegment.ofArray(bytes);
  private int top;

  /** Key id in the upper half, entry number in the lower: sorting longs sorts the entries. */
  private long[] keys = new long[ENTRIES_MIN];

  private byte[] types = new byte[ENTRIES_MIN];
  private int[] starts = new int[ENTRIES_MIN];
  private int[] ends = new int[ENTRIES_MIN];
  private int entryCount;
  private int valueStart;

  private final int[] frameEntry = new int[PropertyBlockLayout.NESTING_DEPTH_MAX];
  private final int[] frameStart = new int[PropertyBlockLayout.NESTING_DEPTH_MAX];
  private final int[] frameKey = new int[PropertyBlockLayout.NESTING_DEPTH_MAX];
  private final boolean[] frameIsMap = new boolean[PropertyBlockLayout.NESTING_DEPTH_MAX];
  private int depth;
  private int pendingKey = NO_KEY;

  void reset() {
    if (bytes.length > BYTES_KEPT_MAX) {
      bytes = new byte[BYTES_MIN];
      segment = MemorySegment.ofArray(bytes);
    }
    top = 0;
    entryCount = 0;
    depth = 0;
    pendingKey = NO_KEY;
    reserve(PropertyBlockLayout.ROOT_OFFSET);
    top = PropertyBlockLayout.ROOT_OFFSET;
    valueStart = top;
  }

  MemorySegment segment() {
    return segment;
  }

  int depth() {
    return depth;
  }

  void key(int keyId) {
    assert keyId >= 0 && pendingKey == NO_KEY : "key=" + keyId + " pending=" + pendingKey;
    pendingKey = keyId;
  }

  void open(boolean isMap) {
    if (depth == PropertyBlockLayout.NESTING_DEPTH_MAX) {
      throw new PropertyRefusedException(
          Messages.format(
              "lists and maps are nested too deep: max=%d", PropertyBlockLayout.NESTING_DEPTH_MAX));
    }
    frameEntry[depth] = entryCount;
    frameStart[depth] = top;
    frameKey[depth] = pendingKey;
    frameIsMap[depth] = isMap;
    depth++;
    pendingKey = NO_KEY;
  }

  /** Makes room for so many bytes behind the last kept one and returns where they start. */
  int reserve(long length) {
    long needed = top + length;
    if (needed > bytes.length) {
      grow(needed);
    }
    return top;
  }

  private void grow(long needed) {
    // A value is refused once its length is known; room for encoding it may be a few times that.
    long max = PropertyBlockLayout.BLOCK_BYTES_MAX + 4L * PropertyBlockLayout.VALUE_BYTES_MAX;
    if (needed > max) {
      throw tooLong("block", needed, PropertyBlockLayout.BLOCK_BYTES_MAX);
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(needed, 2L * bytes.length)));
    segment = MemorySegment.ofArray(bytes);
  }

  private static PropertyRefusedException tooLong(String what, long length, long max) {
    return new PropertyRefusedException(
        Messages.format("%s is too long: bytes=%d max=%d", what, length, max));
  }

  /** Makes {@code length} bytes at {@link #reserve} part of the current value. */
  void keep(int length) {
    top += length;
  }

  void appendUtf8(String text) {
    reserve((long) text.length() * Utf8.BYTES_PER_CHAR_MAX);
    top = Utf8.encode(text, bytes, top);
  }

  void appendBytes(byte[] value) {
    int at = reserve(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
    top += value.length;
  }

  void appendFrom(MemorySegment source, long from, int length) {
    int at = reserve(length);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, bytes, at, length);
    top += length;
  }

  /** Ends the current value, which is what was kept since the last one ended. */
  void addEntry(byte type) {
    int length = top - valueStart;
    if (length > PropertyBlockLayout.VALUE_BYTES_MAX && !isContainer(type)) {
      throw tooLong("value", length, PropertyBlockLayout.VALUE_BYTES_MAX);
    }
    assert frameIsMap[depth - 1] == (pendingKey != NO_KEY) : "key=" + pendingKey;
    if (entryCount == types.length) {
      growEntries();
    }
    keys[entryCount] = ((long) pendingKey << Integer.SIZE) | entryCount;
    types[entryCount] = type;
    starts[entryCount] = valueStart;
    ends[entryCount] = top;
    entryCount++;
    valueStart = top;
    pendingKey = NO_KEY;
  }

  private static boolean isContainer(byte type) {
    return type == ValueType.LIST.code() || type == ValueType.MAP.code();
  }

  private void growEntries() {
    int length = 2 * types.length;
    keys = Arrays.copyOf(keys, length);
    types = Arrays.copyOf(types, length);
    starts = Arrays.copyOf(starts, length);
    ends = Arrays.copyOf(ends, length);
  }

  /** Closes the innermost container; unless it is the root it becomes a value of the one around. */
  void close() {
    depth--;
    int first = frameEntry[depth];
    int count = entryCount - first;
    boolean isMap = frameIsMap[depth];
    if (isMap) {
      orderFields(first, count, frameStart[depth]);
    }
    putDirectory(first, count, isMap);
    entryCount = first;
    valueStart = frameStart[depth];
    pendingKey = frameKey[depth];
    if (depth > 0) {
      addEntry((isMap ? ValueType.MAP : ValueType.LIST).code());
    }
  }

  /** Sorts a map's entries, refuses a key that came twice, and puts the values in that order. */
  private void orderFields(int first, int count, int start) {
    boolean inOrder = true;
    for (int entry = first + 1; entry < first + count; entry++) {
      inOrder &= keyOf(entry - 1) < keyOf(entry) && sourceOf(entry - 1) < sourceOf(entry);
    }
    if (inOrder) {
      return;
    }
    Arrays.sort(keys, first, first + count);
    int end = top;
    reserve(end - start);
    for (int entry = first; entry < first + count; entry++) {
      if (entry > first && keyOf(entry - 1) == keyOf(entry)) {
        throw new PropertyRefusedException(
            Messages.format("key comes twice in one map: keyId=%d", keyOf(entry)));
      }
      int source = sourceOf(entry);
      int length = ends[source] - starts[source];
      System.arraycopy(bytes, starts[source], bytes, top, length);
      top += length;
    }
    System.arraycopy(bytes, end, bytes, start, top - end);
    top = start + top - end;
  }

  private int keyOf(int entry) {
    return (int) (keys[entry] >> Integer.SIZE);
  }

  /** Number of the entry that was added with this key: where its type and value are. */
  private int sourceOf(int entry) {
    return (int) keys[entry];
  }

  private void putDirectory(int first, int count, boolean isMap) {
    int start = frameStart[depth];
    int valueBytes = top - start;
    int width = PropertyBlockLayout.width(Math.max(valueBytes, count));
    int keyWidth =
        !isMap ? 0 : count == 0 ? 1 : PropertyBlockLayout.width(keyOf(first + count - 1));
    int directoryBytes = requireFits(start, valueBytes, width, keyWidth, count);
    reserve(directoryBytes);
    System.arraycopy(bytes, start, bytes, start + directoryBytes, valueBytes);
    top += directoryBytes;

    bytes[start + PropertyBlockLayout.FLAGS_OFFSET] = PropertyBlockLayout.flags(width, keyWidth);
    PropertyBlockLayout.putUnsigned(
        segment, start + PropertyBlockLayout.COUNT_OFFSET, width, count);
    int at = start + PropertyBlockLayout.keysOffset(width);
    if (isMap) {
      for (int entry = first; entry < first + count; entry++, at += keyWidth) {
        PropertyBlockLayout.putUnsigned(segment, at, keyWidth, keyOf(entry));
      }
    }
    for (int entry = first; entry < first + count; entry++) {
      bytes[at++] = types[sourceOf(entry)];
    }
    int end = 0;
    for (int entry = first; entry < first + count; entry++, at += width) {
      int source = sourceOf(entry);
      end += ends[source] - starts[source];
      PropertyBlockLayout.putUnsigned(segment, at, width, end);
    }
  }

  private static int requireFits(int start, int valueBytes, int width, int keyWidth, int count) {
    long directoryBytes = PropertyBlockLayout.valuesOffset(width, keyWidth, count);
    long end = start + directoryBytes + valueBytes;
    if (end > PropertyBlockLayout.BLOCK_BYTES_MAX) {
      throw tooLong("block", end, PropertyBlockLayout.BLOCK_BYTES_MAX);
    }
    return (int) directoryBytes;
  }

  /** Puts the version in front of the closed root and returns the block's length. */
  int finishBlock() {
    assert depth == 0 : "depth=" + depth;
    bytes[PropertyBlockLayout.VERSION_OFFSET] = PropertyBlockLayout.VERSION;
    return top;
  }

  /** Sorts the root's entries for {@link #hasField} and returns how many there are. */
  int sortFields() {
    Arrays.sort(keys, 0, entryCount);
    return entryCount;
  }

  /** Whether one of the first {@code sortedCount} entries of the root has this key. */
  boolean hasField(int keyId, int sortedCount) {
    int low = 0;
    int high = sortedCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (keyOf(middle) == keyId) {
        return true;
      }
      if (keyOf(middle) < keyId) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  /** Takes the removals out of the root's entries; they have no bytes. */
  void dropRemoved() {
    int kept = 0;
    for (int entry = 0; entry < entryCount; entry++) {
      if (types[sourceOf(entry)] != REMOVED) {
        keys[kept++] = keys[entry];
      }
    }
    entryCount = kept;
  }
}
