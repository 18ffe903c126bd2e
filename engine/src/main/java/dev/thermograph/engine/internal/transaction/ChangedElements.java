package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;
import java.util.Arrays;

/**
 * The nodes, or the edges, that a transaction has touched, and the last state of each: columns of
 * primitives by <em>place</em>, in the order in which they were touched first.
 *
 * <p>Places stay until {@link #clear}. <b>Single-threaded.</b> Hot path: allocates only while it
 * grows.
 */
final class ChangedElements {
  /** What {@link #find} says of an element that was not touched. */
  static final int ABSENT = PlacesByNumber.ABSENT;

  /** The base shows it. */
  private static final byte WAS = 1;

  /** The transaction shows it. */
  private static final byte IS = 2;

  /** Its properties are the transaction's own. */
  private static final byte OWN = 4;

  /** It was not created by the transaction. */
  private static final byte OTHER = 8;

  private static final int CAPACITY_FIRST = 16;

  /** Columns that grew beyond this give their memory back when they are cleared. */
  private static final int CAPACITY_KEPT_MAX = 1 << 15;

  private int count;
  private int[] numbers = new int[0];
  private int[] kinds = new int[0];
  private int[] froms = new int[0];
  private int[] tos = new int[0];
  private long[] blocks = new long[0];
  private int[] blockBytes = new int[0];
  private byte[] flags = new byte[0];

  private final PlacesByNumber places = new PlacesByNumber();
  private final ChangeJournal journal = new ChangeJournal();

  /** How many of the others were brought back. */
  private int broughtBackCount;

  private int createdCount;
  private int updatedCount;
  private int deletedCount;

  /** What {@link #nextAdded} found last, until something is added or an added one goes. */
  private int scannedKind = ABSENT;

  private int scannedFrom;
  private int scannedTo;

  /** Place of an element, or {@link #ABSENT}. */
  int find(int number) {
    return places.find(number);
  }

  /** Whether it was created by this transaction, whatever became of it. */
  boolean isNew(int number) {
    return places.findCreated(number) != ABSENT;
  }

  /** Adds an element that was never there; its number is above all created before. */
  int addCreated(int number, int kind, int from, int to, long block, int bytes) {
    int place = add(number, kind, from, to);
    places.addCreated(number, place);
    put(place, block, bytes);
    return place;
  }

  /** Adds an element as the base shows it. */
  int addThere(int number, int kind, int from, int to) {
    return addOther(number, kind, from, to, (byte) (OTHER | WAS | IS));
  }

  /** Adds an element that the base no longer shows. */
  int addGone(int number, int kind, int from, int to) {
    return addOther(number, kind, from, to, OTHER);
  }

  private int addOther(int number, int kind, int from, int to, byte state) {
    int place = add(number, kind, from, to);
    places.addOther(number, place);
    flags[place] = state;
    return place;
  }

  private int add(int number, int kind, int from, int to) {
    if (count == numbers.length) {
      grow(Math.max(CAPACITY_FIRST, 2 * count));
    }
    numbers[count] = number;
    kinds[count] = kind;
    froms[count] = from;
    tos[count] = to;
    flags[count] = 0;
    return count++;
  }

  private void grow(int capacity) {
    numbers = Arrays.copyOf(numbers, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    froms = Arrays.copyOf(froms, capacity);
    tos = Arrays.copyOf(tos, capacity);
    blocks = Arrays.copyOf(blocks, capacity);
    blockBytes = Arrays.copyOf(blockBytes, capacity);
    flags = Arrays.copyOf(flags, capacity);
  }

  /** It is there from now on, with these properties. */
  void put(int place, long block, int bytes) {
    int state = flags[place] | IS | OWN;
    become(place, state); // notes the block before
    blocks[place] = block;
    blockBytes[place] = bytes;
  }

  /** It is gone from now on. */
  void remove(int place) {
    become(place, flags[place] & ~IS);
  }

  /** It was never created: nothing is known of it that could be brought back. */
  void forget(int place) {
    assert !isOther(place) : "number=" + numbers[place];
    become(place, 0);
  }

  /** It is there again, with the properties it had in this transaction or in the base. */
  void bringBack(int place) {
    become(place, flags[place] | IS);
  }

  private void become(int place, int state) {
    journal.note(place, flags[place], blocks[place], blockBytes[place]);
    tally(place, -1);
    flags[place] = (byte) state;
    tally(place, 1);
  }

  /** What changes from now on can be undone. */
  void beginUndoable() {
    journal.open();
  }

  /**
   * Keeps what has changed since {@link #beginUndoable}, or undoes it. Elements that it touched
   * first stay known, as what they are in the base, or as never created.
   */
  void endUndoable(boolean keeps) {
    if (!keeps) {
      journal.undo(
          (place, state, block, bytes) -> {
            become(place, state);
            blocks[place] = block;
            blockBytes[place] = bytes;
          });
    }
    journal.close();
  }

  private void tally(int place, int by) {
    if (isCreated(place)) {
      createdCount += by;
      broughtBackCount += isOther(place) ? by : 0;
      scannedKind = ABSENT;
    }
    updatedCount += isUpdated(place) ? by : 0;
    deletedCount += isDeleted(place) ? by : 0;
  }

  /** Whether the transaction shows it. */
  boolean isThere(int place) {
    return (flags[place] & IS) != 0;
  }

  /** Whether the base shows it. */
  boolean wasThere(int place) {
    return (flags[place] & WAS) != 0;
  }

  /** Whether its properties are the transaction's own rather than the base's. */
  boolean hasOwnBlock(int place) {
    return (flags[place] & OWN) != 0;
  }

  private boolean isOther(int place) {
    return (flags[place] & OTHER) != 0;
  }

  /** Whether the commit makes it, or brings it back. */
  boolean isCreated(int place) {
    return (flags[place] & (WAS | IS)) == IS;
  }

  /** Whether the commit changes it. */
  boolean isUpdated(int place) {
    return flags[place] == (OTHER | WAS | IS | OWN);
  }

  /** Whether the commit deletes it. */
  boolean isDeleted(int place) {
    return (flags[place] & (WAS | IS)) == WAS;
  }

  /** How many were touched; their places are below it. */
  int count() {
    return count;
  }

  int createdCount() {
    return createdCount;
  }

  int updatedCount() {
    return updatedCount;
  }

  int deletedCount() {
    return deletedCount;
  }

  int number(int place) {
    return numbers[place];
  }

  int kind(int place) {
    return kinds[place];
  }

  int from(int place) {
    return froms[place];
  }

  int to(int place) {
    return tos[place];
  }

  long block(int place) {
    return blocks[place];
  }

  int blockBytes(int place) {
    return blockBytes[place];
  }

  /** Shows an element that has properties of its own. */
  void show(int place, ShownElement shown) {
    shown.show(Memory.EVERYTHING, blocks[place], blockBytes[place], kinds[place], 0);
    shown.connect(froms[place], tos[place]);
  }

  /**
   * The lowest number, from one on, of an element of a kind that the transaction shows and the base
   * does not; or {@link ElementSource#END}. O(created and brought back), but what was found serves
   * the next calls of a scan.
   */
  int nextAdded(int kind, int from) {
    boolean isKnown =
        kind == scannedKind
            && from >= scannedFrom
            && (scannedTo == ElementSource.END || from <= scannedTo);
    if (!isKnown) {
      scannedTo = lower(nextCreated(kind, from), nextBroughtBack(kind, from));
      scannedKind = kind;
      scannedFrom = from;
    }
    return scannedTo;
  }

  private int nextCreated(int kind, int from) {
    for (int at = places.firstCreatedFrom(from); at < places.createdCount(); at++) {
      int place = places.createdPlace(at);
      if (kinds[place] == kind && isThere(place)) {
        return places.createdNumber(at);
      }
    }
    return ElementSource.END;
  }

  private int nextBroughtBack(int kind, int from) {
    int lowest = ElementSource.END;
    for (int slot = 0; broughtBackCount > 0 && slot < places.otherSlotCount(); slot++) {
      int place = places.otherPlace(slot);
      if (place != ABSENT && kinds[place] == kind && isCreated(place) && numbers[place] >= from) {
        lowest = lower(lowest, numbers[place]);
      }
    }
    return lowest;
  }

  /** The lower of two numbers either of which may be {@link ElementSource#END}. */
  static int lower(int one, int other) {
    if (one == ElementSource.END || other == ElementSource.END) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }

  /** Forgets all. */
  void clear() {
    if (numbers.length > CAPACITY_KEPT_MAX) {
      grow(0);
    }
    count = 0;
    places.clear();
    broughtBackCount = 0;
    createdCount = 0;
    updatedCount = 0;
    deletedCount = 0;
    scannedKind = ABSENT;
  }
}
