package dev.thermograph.index;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one field of one tenant, searchable at every retained sequence.
 *
 * <p>It is a projection: what it holds can always be filled again from the memory it was fed from,
 * so whatever is damaged is thrown away. An <em>entry</em> is one vector of one entity from a
 * sequence on, until the next vector or the removal; a view at sequence {@code s} sees it when
 * {@code from <= s < to}.
 *
 * <p>Life: it begins {@link IndexState#FILLING}. The owner calls {@link #fill} once for each entity
 * that has retained entries, in any order, and {@link #filled} at the end; beside that the lane
 * already calls {@link #put} and {@link #remove} for every change from some sequence on.
 *
 * <p>Threads: <em>lane</em> methods are called by one thread at a time, in order of sequences;
 * <em>filling</em> methods by one thread at a time, beside the lane; all others by any. Errors are
 * {@code ThermographException}s: {@code IndexNotReadyException} before {@link #filled}, {@code
 * IndexFailedException} once something failed behind the callers, {@code IndexClosedException}.
 */
public interface VectorIndex extends AutoCloseable {

  /** What it is made of. */
  VectorIndexOptions options();

  /** In which part of its life it is. */
  IndexState state();

  /**
   * Lane: from {@code sequence} on the entity has this vector. O(dimensions), no input or output,
   * no allocation but when a block of memory is full. The bytes are copied. Two values of one
   * entity at one sequence: the later call counts.
   *
   * @param entity 0 or more; memory is proportional to the highest in a block of 4,096
   * @param sequence 1 or more, not below that of the entity's last change
   * @param vector components as {@link VectorRules#COMPONENT}, {@link VectorRules valid}
   */
  void put(int entity, long sequence, MemorySegment vector, long offset);

  /**
   * Lane: from {@code sequence} on the entity has no vector. Without one, nothing happens. O(1).
   */
  void remove(int entity, long sequence);

  /**
   * Lane: no view below {@code horizon} will be searched any more, so entries that ended at or
   * before it can go. Does a bounded part of the work with each call.
   */
  void release(long horizon);

  /** All sequences up to this one are durable: their entries may be written into segments. */
  void durable(long sequence);

  /**
   * Filling: what the memory holds of one entity, in a view that is not older than the last change
   * before those that the lane puts in. {@link #release} comes first: what is said to be older than
   * the horizon may be in an old segment with a still earlier beginning.
   */
  void fill(int entity, EntryChain chain);

  /** Filling: that was all; what is left over in old segments is dead. Searches from here on. */
  void filled();

  /**
   * The {@code k} nearest entries that the view sees and the filter accepts; all of them if there
   * are fewer. Complete always; nearest with the recall that {@code ef} gives, or exactly.
   *
   * @param query not kept, {@link VectorRules#require valid}
   * @param k 1..10,000
   * @param view a sequence that is pinned at or above the released horizon, and applied
   * @param filter null accepts every entity
   */
  VectorHits search(
      float[] query, int k, long view, SearchOptions options, @Nullable EntityFilter filter);

  /**
   * Writes the tail's durable entries into segments and makes them survive this process. For
   * checkpoints: an index opened from it needs less filling. Input and output on this thread.
   *
   * @param sequence a note for the reader of the files
   */
  void commit(long sequence);

  /** Writes the tail's durable entries into a segment now. Input and output on this thread. */
  void drain();

  /**
   * Has all segments merged into one without the dead, beside everything else, and returns at once.
   * Searches are fastest then; worth it after a large load, not after each change.
   */
  void compact();

  /**
   * Compares what a view sees here with what it sees in the memory. O(vectors), on this thread,
   * beside everything else.
   *
   * @param view pinned, as for {@link #search}
   */
  IndexCheck check(long view, ViewValues values);

  /**
   * Begins to build another index that will take the place of this one: {@link #fill} and {@link
   * #filled} are for that one from now on, changes go to both, searches to this one until {@code
   * filled}. Until then a crash or {@link #close} forgets the other. A rebuilding that has begun
   * already is given up.
   *
   * @param options may differ in everything but the field
   */
  void rebuild(VectorIndexOptions options);

  /** Whether {@link #rebuild} has begun and {@link #filled} has not ended it. */
  boolean isRebuilding();

  /** What it takes. O(segments). */
  IndexMemory memory();

  /** Commits if it is {@link IndexState#READY}, then gives everything back. */
  @Override
  void close();
}
