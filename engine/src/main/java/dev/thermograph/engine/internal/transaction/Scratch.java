package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.error.CommitTooLargeException;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory for the property blocks of one transaction after the other. Blocks lie in chunks that are
 * never moved, so an address is good until {@link #clear}. Off-heap like the store's, for a reader
 * that meets both kinds of memory is slower at each.
 *
 * <p><b>Single-threaded.</b> Hot path: allocates only while it grows.
 */
final class Scratch {
  private static final int CHUNK_BYTES_FIRST = 4 << 10;
  private static final int CHUNK_DOUBLINGS_MAX = 10;
  private static final int KEPT_BYTES_MAX = 4 << 20;
  private static final int ALIGNMENT = 8;

  /**
   * Blocks that were replaced stay until the transaction ends, so it may take more than it logs.
   */
  private static final int BYTES_PER_COMMIT_BYTE_MAX = 8;

  private final int commitBytesMax;
  private final List<MemorySegment> chunks = new ArrayList<>();
  private int nextChunk;
  private long top;
  private long end;
  private long usedBytes;

  /** For transactions whose commits have at most so many bytes. */
  Scratch(int commitBytesMax) {
    this.commitBytesMax = commitBytesMax;
  }

  /**
   * Copies the writer's finished block behind the last one that was kept.
   *
   * @return its address; the next call overwrites it unless it is kept
   */
  long place(PropertyBlockWriter writer, int bytes) {
    long address = reserve(bytes);
    writer.copyTo(Memory.EVERYTHING, address);
    return address;
  }

  /** As {@link #place(PropertyBlockWriter, int)}, a block that lies somewhere else. */
  long place(MemorySegment memory, long offset, int bytes) {
    long address = reserve(bytes);
    Memory.copy(memory, offset, address, bytes);
    return address;
  }

  private long reserve(int bytes) {
    while (bytes > end - top) {
      openChunk(bytes);
    }
    return top;
  }

  /** Keeps the block that was placed last. */
  void keep(int bytes) {
    long kept = (bytes + (long) ALIGNMENT - 1) & -ALIGNMENT;
    top += kept;
    usedBytes += kept;
  }

  private void openChunk(int bytes) {
    long limit = (long) BYTES_PER_COMMIT_BYTE_MAX * commitBytesMax;
    if (usedBytes + bytes > limit) {
      throw new CommitTooLargeException(usedBytes + bytes, commitBytesMax);
    }
    if (nextChunk == chunks.size()) {
      chunks.add(newChunk(bytes));
    }
    MemorySegment chunk = chunks.get(nextChunk++);
    top = chunk.address();
    end = top + chunk.byteSize();
  }

  private MemorySegment newChunk(int bytes) {
    long usual = (long) CHUNK_BYTES_FIRST << Math.min(chunks.size(), CHUNK_DOUBLINGS_MAX);
    long size = Math.max(usual, bytes + (long) ALIGNMENT);
    return Arena.ofAuto().allocate(size, ALIGNMENT);
  }

  /** Forgets all blocks; much memory is given back. */
  void clear() {
    long kept = 0;
    int chunk = 0;
    while (chunk < chunks.size() && kept + chunks.get(chunk).byteSize() <= KEPT_BYTES_MAX) {
      kept += chunks.get(chunk).byteSize();
      chunk++;
    }
    chunks.subList(chunk, chunks.size()).clear();
    nextChunk = 0;
    top = 0;
    end = 0;
    usedBytes = 0;
  }
}
