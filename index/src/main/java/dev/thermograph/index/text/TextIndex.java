package dev.thermograph.index.text;

import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.IndexMemory;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.text.query.TextQuery;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one kind of one tenant, searchable at every retained sequence.
 *
 * <p>It is a projection, as {@link dev.thermograph.index.VectorIndex} is, with the same life,
 * threads and errors: an <em>entry</em> is all texts of one entity from a sequence on; a view at
 * sequence {@code s} sees it when {@code from <= s < to}. The texts themselves are not kept: they
 * are in the memory that the index is fed from.
 */
public interface TextIndex extends AutoCloseable {

  /** Which fields it has. */
  TextSchema schema();

  /** In which part of its life it is. */
  IndexState state();

  /**
   * Lane: from {@code sequence} on the entity has these texts and no others. O(1): the words are
   * looked at later. Two values of one entity at one sequence: the later call counts.
   *
   * @param entity 0 or more; memory is proportional to the highest in a block of 4,096
   * @param sequence 1 or more, not below that of any change before
   * @param texts valid by {@link TextSchema#analysisOf}, which is to be asked before a commit is
   *     logged; the list must not change any more
   */
  void put(int entity, long sequence, List<TextValue> texts);

  /** Lane: from {@code sequence} on the entity has no text. Without one, nothing happens. O(1). */
  void remove(int entity, long sequence);

  /**
   * Lane: no view below {@code horizon} will be searched any more, so entries that ended at or
   * before it can go. Does a bounded part of the work with each call.
   */
  void release(long horizon);

  /** All sequences up to this one are durable: their entries may be written into segments. */
  void durable(long sequence);

  /** Filling: what the memory holds of one entity at the sequence that is filled from. */
  void fill(int entity, TextChain chain);

  /** Filling: that was all; what is left over in old segments is dead. Searches from here on. */
  void filled();

  /**
   * The {@code k} best of the entries that match, that the view sees and the filter accepts; all of
   * them if there are fewer. What was put up to the view and is in no segment yet is put there
   * first, by this thread.
   *
   * @param k 1..10,000
   * @param view a sequence that is pinned at or above the released horizon, and applied
   * @param filter null accepts every entity
   */
  TextHits search(
      TextQuery query, int k, long view, TextSearchOptions options, @Nullable EntityFilter filter);

  /**
   * Tells each entity that matches, once, in no order: for counts over all of them. Cost:
   * O(matches).
   */
  void forEachMatch(
      TextQuery query,
      long view,
      TextSearchOptions options,
      @Nullable EntityFilter filter,
      IntConsumer entities);

  /**
   * The passages of a text that a query matches, in the order of the text; without a match its
   * beginning. The text is the caller's, as the view has it. Cost: O(length of the text).
   */
  List<Snippet> snippets(TextQuery query, long view, TextValue text, SnippetOptions options);

  /**
   * Puts what is durable into segments and makes them survive this process. For checkpoints: an
   * index opened from it needs less filling. Input and output on this thread.
   *
   * @param sequence a note for the reader of the files
   */
  void commit(long sequence);

  /** Puts what is durable into a segment now. Input and output on this thread. */
  void drain();

  /**
   * Has all segments merged into one without the dead, beside everything else, and returns at once.
   * Searches are fastest then; worth it after a large load, not after each change.
   */
  void compact();

  /**
   * Compares what a view sees here with what it sees in the memory, by hashes of the texts.
   * O(entries), on this thread, beside everything else.
   *
   * @param view pinned, as for {@link #search}
   */
  IndexCheck check(long view, TextViewValues values);

  /** What it takes. O(segments). */
  IndexMemory memory();

  /** Commits if it is {@link IndexState#READY}, then gives everything back. */
  @Override
  void close();
}
