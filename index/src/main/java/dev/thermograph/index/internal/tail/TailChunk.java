package dev.thermograph.index.internal.tail;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the tail, one after the other. The writer adds rows at the end and publishes them by
 * their count; a published row changes only by being {@link #strike struck out}.
 *
 * <p>Reference-counted: who searches or drains from a chunk on holds it, and each chunk holds the
 * next one. What nobody holds is given back.
 *
 * <pre>
 * row:  from i64 | hash i64 | entity i32, -1 when struck out | dimensions × f32
 * </pre>
 */
public final class TailChunk {
  /** {@link #entity} of a row that is no entry any more. */
  public static final int STRUCK = -1;

  private static final long FROM = 0;
  private static final long HASH = FROM + Long.BYTES;
  private static final long ENTITY = HASH + Long.BYTES;
  private static final long VECTOR = ENTITY + Integer.BYTES;

  private static final VarHandle ENTITY_HANDLE = ValueLayout.JAVA_INT.varHandle();
  private static final VarHandle REFERENCES;

  static {
    try {
      REFERENCES = MethodHandles.lookup().findVarHandle(TailChunk.class, "references", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Arena arena;
  private final MemorySegment rows;
  private final long rowBytes;
  private final int rowCountMax;

  private volatile int count;
  private volatile @Nullable TailChunk next;

  @SuppressWarnings("UnusedVariable") // through REFERENCES
  private volatile int references = 1;

  TailChunk(int dimensions, int rowCountMax) {
    this.rowBytes = rowBytes(dimensions);
    this.rowCountMax = rowCountMax;
    this.arena = Arena.ofShared();
    this.rows = arena.allocate(rowBytes * rowCountMax, Long.BYTES);
  }

  /** Rounded up, so that each row's numbers are aligned. */
  static long rowBytes(int dimensions) {
    return (VECTOR + (long) dimensions * Float.BYTES + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
  }

  /** How many rows there are to see. */
  public int count() {
    return count;
  }

  /** The chunk after this one, or null as long as this one has room. */
  public @Nullable TailChunk next() {
    return next;
  }

  /** The row's entity, or {@link #STRUCK}. */
  public int entity(int row) {
    return (int) ENTITY_HANDLE.getOpaque(rows, row * rowBytes + ENTITY);
  }

  /** The sequence the row's entry begins with. */
  public long from(int row) {
    return rows.get(ValueLayout.JAVA_LONG, row * rowBytes + FROM);
  }

  /** The hash of the bytes that were given. */
  public long hash(int row) {
    return rows.get(ValueLayout.JAVA_LONG, row * rowBytes + HASH);
  }

  /** Copies the row's vector. */
  public void vector(int row, float[] target) {
    MemorySegment.copy(
        rows, ValueLayout.JAVA_FLOAT, row * rowBytes + VECTOR, target, 0, target.length);
  }

  boolean isFull() {
    return count == rowCountMax;
  }

  void add(int entity, long from, long hash, float[] vector) {
    int row = count;
    long at = row * rowBytes;
    rows.set(ValueLayout.JAVA_LONG, at + FROM, from);
    rows.set(ValueLayout.JAVA_LONG, at + HASH, hash);
    rows.set(ValueLayout.JAVA_INT, at + ENTITY, entity);
    MemorySegment.copy(vector, 0, rows, ValueLayout.JAVA_FLOAT, at + VECTOR, vector.length);
    count = row + 1;
  }

  void strike(int row) {
    ENTITY_HANDLE.setOpaque(rows, row * rowBytes + ENTITY, STRUCK);
  }

  /** The writer's hold on the last chunk passes to the new one; this one holds it too. */
  void link(TailChunk chunk) {
    chunk.hold();
    next = chunk;
  }

  /** One more who reads; only from who holds it already. */
  public void hold() {
    REFERENCES.getAndAdd(this, 1);
  }

  /** One less. The last one gives the memory back, and the hold on the next chunk. */
  public void release() {
    TailChunk chunk = this;
    while (chunk != null && (int) REFERENCES.getAndAdd(chunk, -1) == 1) {
      TailChunk after = chunk.next;
      chunk.arena.close();
      chunk = after;
    }
  }

  long bytes() {
    return rows.byteSize();
  }
}
