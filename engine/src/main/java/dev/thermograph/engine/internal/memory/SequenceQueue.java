package dev.thermograph.engine.internal.memory;

/**
 * What waits for a sequence to pass, first in first out: each entry is a sequence and two words of
 * the owner's.
 *
 * <p>It lies off-heap, for what is retained can make it long, in chunks that double up to 4 KiB:
 *
 * <pre>
 *  0      8       16
 *  +------+-------+----------+-------+--------+-- ... 24 bytes each
 *  | next | bytes | sequence | first | second |
 *  +------+-------+----------+-------+--------+
 *    ref    i64     i64        i64     i64
 * </pre>
 *
 * An empty queue has no chunk. Each call costs O(1). <b>Single-threaded:</b> the writer.
 */
public final class SequenceQueue {
  private static final int NEXT_OFFSET = 0;
  private static final int BYTES_OFFSET = 8;
  private static final int ENTRIES_OFFSET = 16;

  private static final int SEQUENCE_OFFSET = 0;
  private static final int FIRST_OFFSET = 8;
  private static final int SECOND_OFFSET = 16;
  private static final int ENTRY_BYTES = 24;

  private static final int CHUNK_BYTES_MIN = 128;
  private static final int CHUNK_BYTES_MAX = 4096;

  private final Space space;
  private long headChunk;
  private long tailChunk;

  /** Addresses of the oldest entry, of the place behind the newest, and where their chunks end. */
  private long head;

  private long headEnd;
  private long tail;
  private long tailEnd;
  private long count;

  /** An empty queue. */
  public SequenceQueue(Space space) {
    this.space = space;
  }

  /** Count of entries. */
  public long count() {
    return count;
  }

  /** True when nothing waits. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Puts an entry behind all others. */
  public void add(long sequence, long first, long second) {
    if (tail == tailEnd) {
      addChunk();
    }
    Memory.putLong(tail + SEQUENCE_OFFSET, sequence);
    Memory.putLong(tail + FIRST_OFFSET, first);
    Memory.putLong(tail + SECOND_OFFSET, second);
    tail += ENTRY_BYTES;
    count++;
  }

  private void addChunk() {
    int bytes = tailChunk == 0 ? CHUNK_BYTES_MIN : nextBytes();
    long reference = space.allocate(bytes);
    long chunk = space.address(reference);
    Memory.putLong(chunk + NEXT_OFFSET, 0);
    Memory.putLong(chunk + BYTES_OFFSET, bytes);
    if (tailChunk == 0) {
      enterHead(reference);
    } else {
      Memory.putLong(space.address(tailChunk) + NEXT_OFFSET, reference);
    }
    tailChunk = reference;
    tail = chunk + ENTRIES_OFFSET;
    tailEnd = endOf(chunk);
  }

  private int nextBytes() {
    long last = Memory.getLong(space.address(tailChunk) + BYTES_OFFSET);
    return (int) Math.min(2 * last, CHUNK_BYTES_MAX);
  }

  private void enterHead(long reference) {
    long chunk = space.address(reference);
    headChunk = reference;
    head = chunk + ENTRIES_OFFSET;
    headEnd = endOf(chunk);
  }

  private static long endOf(long chunk) {
    long capacity = (Memory.getLong(chunk + BYTES_OFFSET) - ENTRIES_OFFSET) / ENTRY_BYTES;
    return chunk + ENTRIES_OFFSET + capacity * ENTRY_BYTES;
  }

  /** Sequence of the oldest entry, of which there must be one. */
  public long sequence() {
    return Memory.getLong(head + SEQUENCE_OFFSET);
  }

  /** First word of the oldest entry, of which there must be one. */
  public long first() {
    return Memory.getLong(head + FIRST_OFFSET);
  }

  /** Second word of the oldest entry, of which there must be one. */
  public long second() {
    return Memory.getLong(head + SECOND_OFFSET);
  }

  /** Takes the oldest entry out, of which there must be one. */
  public void remove() {
    count--;
    head += ENTRY_BYTES;
    if (count == 0) {
      freeHead();
      headChunk = 0;
      tailChunk = 0;
      tail = 0;
      tailEnd = 0;
    } else if (head == headEnd) {
      long next = Memory.getLong(space.address(headChunk) + NEXT_OFFSET);
      freeHead();
      enterHead(next);
    }
  }

  private void freeHead() {
    int bytes = (int) Memory.getLong(space.address(headChunk) + BYTES_OFFSET);
    space.free(headChunk, bytes);
  }

  /** Says where the entries are. */
  public void save(RootWriter roots) {
    roots.putLong(count);
    if (count > 0) {
      roots.putLong(headChunk);
      roots.putLong(tailChunk);
      roots.putLong(head - space.address(headChunk));
      roots.putLong(tail - space.address(tailChunk));
    }
  }

  /** Finds them again; it must be empty. */
  public void restore(RootReader roots) {
    count = roots.getLong();
    if (count > 0) {
      enterHead(roots.getLong());
      tailChunk = roots.getLong();
      head = space.address(headChunk) + roots.getLong();
      tail = space.address(tailChunk) + roots.getLong();
      tailEnd = endOf(space.address(tailChunk));
    }
  }
}
