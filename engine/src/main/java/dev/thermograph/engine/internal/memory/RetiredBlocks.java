package dev.thermograph.engine.internal.memory;

/**
 * Blocks that wait until no view can reach them, in order of the commits that replaced them.
 *
 * <p>A queue of chunks that lie off-heap themselves: a view that stays open for long makes it long.
 * The retired blocks are not touched; readers may be in them. <b>Single-threaded:</b> the writer.
 */
final class RetiredBlocks {
  private static final int NEXT_OFFSET = 0;
  private static final int ENTRIES_OFFSET = 8;
  private static final int SEQUENCE_OFFSET = 0;
  private static final int REFERENCE_OFFSET = 8;
  private static final int BYTES_OFFSET = 16;
  private static final int ENTRY_BYTES = 24;
  private static final int CHUNK_BYTES = 1024;
  private static final int ENTRIES_PER_CHUNK = (CHUNK_BYTES - ENTRIES_OFFSET) / ENTRY_BYTES;

  private final Space space;
  private long firstChunk;
  private long lastChunk;
  private int firstIndex;
  private int endIndex;
  private long bytes;

  RetiredBlocks(Space space) {
    this.space = space;
  }

  long bytes() {
    return bytes;
  }

  void add(long reference, int blockBytes, long sequence) {
    if (lastChunk == 0 || endIndex == ENTRIES_PER_CHUNK) {
      addChunk();
    }
    long at = entry(lastChunk, endIndex++);
    Memory.putLong(at + SEQUENCE_OFFSET, sequence);
    Memory.putLong(at + REFERENCE_OFFSET, reference);
    Memory.putInt(at + BYTES_OFFSET, blockBytes);
    bytes += SizeClasses.bytesOf(SizeClasses.classOf(blockBytes));
  }

  private void addChunk() {
    long chunk = space.allocate(CHUNK_BYTES);
    Memory.putLong(space.address(chunk) + NEXT_OFFSET, 0);
    if (lastChunk == 0) {
      firstChunk = chunk;
      firstIndex = 0;
    } else {
      Memory.putLong(space.address(lastChunk) + NEXT_OFFSET, chunk);
    }
    lastChunk = chunk;
    endIndex = 0;
  }

  int reclaim(long oldestView, int countMax) {
    int count = 0;
    while (count < countMax && !isEmpty()) {
      long at = entry(firstChunk, firstIndex);
      if (Memory.getLong(at + SEQUENCE_OFFSET) > oldestView) {
        return count;
      }
      int blockBytes = Memory.getInt(at + BYTES_OFFSET);
      space.free(Memory.getLong(at + REFERENCE_OFFSET), blockBytes);
      bytes -= SizeClasses.bytesOf(SizeClasses.classOf(blockBytes));
      count++;
      dropFirst();
    }
    return count;
  }

  private boolean isEmpty() {
    return firstChunk == 0 || (firstChunk == lastChunk && firstIndex == endIndex);
  }

  private void dropFirst() {
    firstIndex++;
    if (firstIndex < ENTRIES_PER_CHUNK) {
      return;
    }
    long chunk = firstChunk;
    firstChunk = Memory.getLong(space.address(chunk) + NEXT_OFFSET);
    firstIndex = 0;
    if (firstChunk == 0) {
      lastChunk = 0;
    }
    space.free(chunk, CHUNK_BYTES);
  }

  private long entry(long chunk, int index) {
    return space.address(chunk) + ENTRIES_OFFSET + (long) index * ENTRY_BYTES;
  }
}
