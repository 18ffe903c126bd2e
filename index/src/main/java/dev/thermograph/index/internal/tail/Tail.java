package dev.thermograph.index.internal.tail;

/**
 * The writer's end of the rows that no segment holds yet. Single-threaded: the writer; rows are
 * read from {@link TailChunk}s by any thread.
 */
public final class Tail implements AutoCloseable {
  private static final long FIRST_CHUNK_BYTES = 32 << 10;
  private static final long CHUNK_BYTES_MAX = 1 << 20;

  private final int dimensions;
  private TailChunk last;
  private volatile long rowCount;
  private long added;

  /** An empty tail. */
  public Tail(int dimensions) {
    this.dimensions = dimensions;
    this.last = new TailChunk(dimensions, rows(FIRST_CHUNK_BYTES));
  }

  private int rows(long bytes) {
    return (int) Math.max(8, bytes / TailChunk.rowBytes(dimensions));
  }

  /** The first chunk, before any row is added; held by this until it is full. */
  public TailChunk first() {
    return last;
  }

  /** Adds a row. The vector is copied. */
  public void add(int entity, long from, long hash, float[] vector) {
    if (last.isFull()) {
      TailChunk more = new TailChunk(dimensions, rows(Math.min(CHUNK_BYTES_MAX, 4 * last.bytes())));
      TailChunk full = last;
      full.link(more);
      last = more;
      full.release();
    }
    last.add(entity, from, hash, vector);
    rowCount = ++added;
  }

  /**
   * Strikes out the row of an entry that was added with this sequence. It is looked for among the
   * rows from {@code start} on, which the caller holds.
   */
  public static void strike(TailPosition start, int entity, long from) {
    int row = start.row();
    for (TailChunk chunk = start.chunk(); chunk != null; chunk = chunk.next()) {
      for (; row < chunk.count(); row++) {
        if (chunk.entity(row) == entity && chunk.from(row) == from) {
          chunk.strike(row);
        }
      }
      row = 0;
    }
  }

  /** How many rows were ever added. */
  public long rowCount() {
    return rowCount;
  }

  /** Lets go of the last chunk. */
  @Override
  public void close() {
    last.release();
  }
}
