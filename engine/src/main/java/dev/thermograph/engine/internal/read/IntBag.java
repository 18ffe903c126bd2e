package dev.thermograph.engine.internal.read;

import java.util.Arrays;

/** Numbers in the order in which they came. <b>Single-threaded:</b> whoever owns it. */
final class IntBag {
  private static final int CAPACITY_FIRST = 16;

  private int[] numbers = new int[CAPACITY_FIRST];
  private int count;

  void add(int number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  int count() {
    return count;
  }

  int at(int index) {
    assert index < count : "index=" + index + " count=" + count;
    return numbers[index];
  }
}
