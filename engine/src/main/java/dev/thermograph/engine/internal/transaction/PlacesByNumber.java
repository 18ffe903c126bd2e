package dev.thermograph.engine.internal.transaction;

import java.util.Arrays;

/**
 * Where in its columns a transaction keeps an element. Created ones come in the order of their
 * numbers, which are mostly dense, so they are found by counting; others through a table.
 * <b>Single-threaded.</b> Hot path: allocates only while it grows.
 */
final class PlacesByNumber {
  static final int ABSENT = -1;

  private static final int CAPACITY_FIRST = 16;
  private static final int CAPACITY_KEPT_MAX = 1 << 15;

  /** Ascending. */
  private int[] createdNumbers = new int[0];

  private int[] createdPlaces = new int[0];
  private int createdCount;

  /** From the numbers of the others to their places plus one. */
  private final LongTable others = new LongTable();

  /** Place of an element, or {@link #ABSENT}. */
  int find(int number) {
    int created = findCreated(number);
    return created == ABSENT ? (int) others.get(number) - 1 : created;
  }

  /** Place of a created element, or {@link #ABSENT}. */
  int findCreated(int number) {
    if (createdCount == 0 || number < createdNumbers[0]) {
      return ABSENT;
    }
    int dense = number - createdNumbers[0];
    if (dense < createdCount && createdNumbers[dense] == number) {
      return createdPlaces[dense];
    }
    int index = firstCreatedFrom(number);
    return index < createdCount && createdNumbers[index] == number ? createdPlaces[index] : ABSENT;
  }

  /** Index of the first created element that has this number or a higher one. */
  int firstCreatedFrom(int number) {
    int index = Arrays.binarySearch(createdNumbers, 0, createdCount, number);
    return index < 0 ? -1 - index : index;
  }

  /** How many are created; their indexes are below it, in the order of their numbers. */
  int createdCount() {
    return createdCount;
  }

  /** Place of a created element by its index. */
  int createdPlace(int index) {
    return createdPlaces[index];
  }

  /** Number of a created element by its index. */
  int createdNumber(int index) {
    return createdNumbers[index];
  }

  /** Adds an element whose number is above those of all created before. */
  void addCreated(int number, int place) {
    if (createdCount == createdNumbers.length) {
      createdNumbers = Arrays.copyOf(createdNumbers, Math.max(CAPACITY_FIRST, 2 * createdCount));
      createdPlaces = Arrays.copyOf(createdPlaces, createdNumbers.length);
    }
    createdNumbers[createdCount] = number;
    createdPlaces[createdCount] = place;
    createdCount++;
  }

  /** Adds an element that was not created by the transaction. */
  void addOther(int number, int place) {
    others.put(number, place + 1L);
  }

  /** Slots in which others can be. */
  int otherSlotCount() {
    return others.slotCount();
  }

  /** Place of the other in a slot, or {@link #ABSENT}. */
  int otherPlace(int slot) {
    return (int) others.valueIn(slot) - 1;
  }

  /** Forgets all. */
  void clear() {
    if (createdNumbers.length > CAPACITY_KEPT_MAX) {
      createdNumbers = new int[0];
      createdPlaces = new int[0];
    }
    createdCount = 0;
    others.clear();
  }
}
