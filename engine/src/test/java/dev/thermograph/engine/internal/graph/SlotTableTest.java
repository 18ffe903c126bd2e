package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SlotTableTest {
  private static final int NUMBERS = 3_000_000;

  private final Space space = new Space(new ArenaExtents());
  private final SlotTable table = new SlotTable(space, 8);

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void slotsKeepWhatWasWrittenWhileTheTableGrows() {
    for (int number = 0; number < NUMBERS; number += 100) {
      long slot = table.require(number);
      assertThat(Memory.getLong(slot)).isZero();
      Memory.putLong(slot, number);
    }
    for (int number = 0; number < NUMBERS; number += 100) {
      assertThat(Memory.getLong(table.find(number))).isEqualTo(number);
    }
  }

  @Test
  void aSlotThatNobodyRequiredIsNotFound() {
    table.require(10_000);
    assertThat(table.find(10_001)).isEqualTo(table.find(10_000) + 8);
    assertThat(table.find(0)).isZero();
    assertThat(table.find(9_000)).isZero();
    assertThat(table.find(11_000)).isZero();
    assertThat(table.find(GraphStore.NODE_COUNT_MAX - 1)).isZero();
  }

  /** Each doubling copies what is there; each 512 numbers would copy some 140 MB in all. */
  @Test
  void growingAllocatesALittleHeapInAll() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    table.require(0);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int number = 0; number < NUMBERS; number++) {
      table.require(number);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
  }
}
