package dev.thermograph.engine.internal.commit;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;
import java.util.Arrays;

/**
 * When each retained commit of a tenant was made, from an instant to the sequence that was the
 * newest then, and back; and by whom, why, and what it changed.
 *
 * <p>24 bytes per commit in the tenant's memory, in order, in chunks of 6 KiB, and a block for
 * those that have a note or many changes; on the heap stands a reference per chunk. Times never
 * step back, whatever the clock did. What retention lets go is given back chunk by chunk.
 * <b>Threads:</b> one writer; lookups on any thread, under an open view.
 */
public final class CommitTimes {
  /** What {@link #newestAt} says when no commit is that old, or none is known. */
  public static final long NONE = 0;

  private static final int SEQUENCE_OFFSET = 0;
  private static final int MICROS_OFFSET = 8;
  private static final int DETAILS_OFFSET = 16;
  private static final int ENTRY_BYTES = 24;
  private static final int CHUNK_ENTRIES_BITS = 8;
  private static final int CHUNK_ENTRIES = 1 << CHUNK_ENTRIES_BITS;
  private static final int CHUNK_BYTES = CHUNK_ENTRIES * ENTRY_BYTES;
  private static final int CHUNKS_FIRST = 4;

  private final Space space;
  private volatile Chunks chunks = new Chunks(0, new long[CHUNKS_FIRST]);

  /** Places of entries, counted from the first commit that this instance was ever told of. */
  private volatile long first;

  private volatile long end;

  /** Of blocks beside the entries. Written by the writer, and looked at for reports. */
  private long detailBytes;

  /** The references of chunks; that of place 0 has the number {@code firstNumber}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Chunks(long firstNumber, long[] references) {
    long reference(long place) {
      return references[(int) ((place >>> CHUNK_ENTRIES_BITS) - firstNumber)];
    }
  }

  /** Of no commit yet. */
  public CommitTimes(Space space) {
    this.space = space;
  }

  /**
   * Adds a commit, newer than all before. Writer only; allocates on the heap once in 256 times, and
   * for notes.
   *
   * @param tally is copied
   */
  public void add(long sequence, long micros, CommitTally tally) {
    long details = CommitDetails.put(space, tally);
    detailBytes += detailBytes(details);
    long place = end;
    if ((place & (CHUNK_ENTRIES - 1)) == 0) {
      addChunk(place);
    }
    long last = place == first ? micros : micros(place - 1);
    long entry = entry(chunks, place);
    Memory.putLong(entry + SEQUENCE_OFFSET, sequence);
    Memory.putLong(entry + MICROS_OFFSET, Math.max(last, micros));
    Memory.putLong(entry + DETAILS_OFFSET, details);
    end = place + 1;
  }

  private long detailBytes(long details) {
    return CommitDetails.isInBlock(details)
        ? Space.blockBytes(CommitDetails.blockBytes(space, details))
        : 0;
  }

  private void addChunk(long place) {
    Chunks known = chunks;
    long number = place >>> CHUNK_ENTRIES_BITS;
    long firstNeeded = first >>> CHUNK_ENTRIES_BITS;
    long[] references = known.references;
    if (number - known.firstNumber == references.length) {
      int dropped = (int) (firstNeeded - known.firstNumber);
      int kept = references.length - dropped;
      int length = kept > references.length / 2 ? 2 * references.length : references.length;
      references = Arrays.copyOf(Arrays.copyOfRange(references, dropped, dropped + kept), length);
      known = new Chunks(firstNeeded, references);
    }
    references[(int) (number - known.firstNumber)] = space.allocate(CHUNK_BYTES);
    chunks = known;
  }

  private long entry(Chunks known, long place) {
    return space.address(known.reference(place)) + (place & (CHUNK_ENTRIES - 1)) * ENTRY_BYTES;
  }

  /**
   * Lets go of the commits that no view from a sequence on needs; the one that such a view sees
   * last is kept. Writer only.
   *
   * @param appliedSequence of the commit that is being applied, for the memory given back
   * @param countMax how many to let go of at most, so that a commit is never held up for long
   */
  public void dropBefore(long sequence, long appliedSequence, int countMax) {
    long oldFirst = first;
    if (oldFirst + 1 >= end || sequence(oldFirst + 1) > sequence) {
      return; // so it is after most commits
    }
    long newFirst = Math.min(search(SEQUENCE_OFFSET, sequence), oldFirst + countMax);
    Chunks known = chunks;
    for (long place = oldFirst; place < newFirst; place++) {
      retireDetails(Memory.getLong(entry(known, place) + DETAILS_OFFSET), appliedSequence);
    }
    first = newFirst;
    for (long number = oldFirst >>> CHUNK_ENTRIES_BITS;
        number < newFirst >>> CHUNK_ENTRIES_BITS;
        number++) {
      space.retire(
          known.references[(int) (number - known.firstNumber)], CHUNK_BYTES, appliedSequence);
    }
  }

  private void retireDetails(long details, long appliedSequence) {
    if (CommitDetails.isInBlock(details)) {
      detailBytes -= detailBytes(details);
      space.retire(
          CommitDetails.reference(details),
          CommitDetails.blockBytes(space, details),
          appliedSequence);
    }
  }

  /** Bytes of memory that are in use. */
  public long usedBytes() {
    long chunkCount = Math.ceilDiv(end - chunkStart(first), (long) CHUNK_ENTRIES);
    return chunkCount * CHUNK_BYTES + detailBytes;
  }

  /** What is known now, to be read under an open view. */
  public Window window() {
    while (true) {
      long low = first;
      long high = end;
      Chunks known = chunks; // read after the end, so it has all below
      if (first == low) { // else it may lack some of what was let go of meanwhile
        return new Window(low, high, known);
      }
    }
  }

  /**
   * The commits that were known at one moment. <em>Immutable</em>, and readable for as long as the
   * view is open under which it was taken, for that keeps its memory.
   */
  public final class Window {
    private final long low;
    private final long high;
    private final Chunks known;

    private Window(long low, long high, Chunks known) {
      this.low = low;
      this.high = high;
      this.known = known;
    }

    /** Place of the newest commit that is not above a sequence; of the oldest when none is. */
    public long placeOf(long sequence) {
      return Math.max(low, behind(sequence) - 1);
    }

    /** Place behind the newest commit that is not above a sequence. O(log n). */
    public long behind(long sequence) {
      long place = search(known, low, high, SEQUENCE_OFFSET, sequence);
      return place < 0 ? low : place + 1;
    }

    /** Sequence of the commit at a place. */
    public long sequence(long place) {
      return Memory.getLong(entry(known, place) + SEQUENCE_OFFSET);
    }

    /** Time of the commit at a place, in microseconds since 1970-01-01T00:00Z. */
    public long micros(long place) {
      return Memory.getLong(entry(known, place) + MICROS_OFFSET);
    }

    /** What the commit at a place changed, by whom and why. Allocates for notes. */
    public void read(long place, CommitTally tally) {
      CommitDetails.read(space, Memory.getLong(entry(known, place) + DETAILS_OFFSET), tally);
    }
  }

  /** Places below are let go of. */
  public long first() {
    return first;
  }

  /** Place behind the last commit. */
  public long end() {
    return end;
  }

  /** Sequence of the commit at a place from {@link #first} on and below {@link #end}. */
  public long sequence(long place) {
    return Memory.getLong(entry(chunks, place) + SEQUENCE_OFFSET);
  }

  /** Time of the commit at a place, in microseconds since 1970-01-01T00:00Z. */
  public long micros(long place) {
    return Memory.getLong(entry(chunks, place) + MICROS_OFFSET);
  }

  /**
   * Sequence of the newest commit that was made at a time or before, or {@link #NONE}. O(log n).
   */
  public long newestAt(long micros) {
    long place = search(MICROS_OFFSET, micros);
    return place < 0 ? NONE : sequence(place);
  }

  /** Time of the newest commit that a view of a sequence sees, or {@link #NONE}. O(log n). */
  public long timeOf(long sequence) {
    long place = search(SEQUENCE_OFFSET, sequence);
    return place < 0 ? NONE : micros(place);
  }

  /** The last place whose entry is not above a key, or -1. */
  private long search(int offset, long key) {
    while (true) {
      long low = first;
      long high = end;
      Chunks known = chunks; // read after the end, so it has all below
      if (first == low) { // else it may lack some of what was let go of meanwhile
        return search(known, low, high, offset, key);
      }
    }
  }

  private long search(Chunks known, long lowest, long behind, int offset, long key) {
    long low = lowest;
    long high = behind;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (Memory.getLong(entry(known, middle) + offset) <= key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == lowest ? -1 : low - 1;
  }

  /** Says where the entries are. */
  public void save(RootWriter roots) {
    roots.putLong(first);
    roots.putLong(end);
    roots.putLong(detailBytes);
    for (long place = chunkStart(first); place < end; place += CHUNK_ENTRIES) {
      roots.putLong(chunks.reference(place));
    }
  }

  /** Finds them again; it must be empty. */
  public void restore(RootReader roots) {
    first = roots.getLong();
    long behind = roots.getLong();
    detailBytes = roots.getLong();
    long start = chunkStart(first);
    int count = Math.toIntExact(Math.ceilDiv(behind - start, (long) CHUNK_ENTRIES));
    long[] references = new long[Math.max(CHUNKS_FIRST, count)];
    for (int chunk = 0; chunk < count; chunk++) {
      references[chunk] = roots.getLong();
    }
    chunks = new Chunks(start >>> CHUNK_ENTRIES_BITS, references);
    end = behind;
  }

  private static long chunkStart(long place) {
    return place & -CHUNK_ENTRIES;
  }
}
