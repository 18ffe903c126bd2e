package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LongTableTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);

  private final LongTable table = new LongTable();

  @Test
  void itIsAMapAlsoForZeroAndExtremeKeys() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 5; round++) {
      Map<Long, Long> expected = new HashMap<>();
      for (int put = 0; put < 20_000; put++) {
        long key =
            switch (random.nextInt(4)) {
              case 0 -> random.nextInt(100);
              case 1 -> random.nextLong();
              case 2 -> (long) random.nextInt(50) << 44; // differ in their upper bits only
              default -> Long.MIN_VALUE + random.nextInt(10);
            };
        long value = random.nextLong(1, Long.MAX_VALUE);
        Long before = expected.put(key, value);
        assertThat(table.put(key, value)).isEqualTo(before == null ? 0 : before);
      }
      assertThat(table.count()).as("seed=%d", SEED).isEqualTo(expected.size());
      expected.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
      assertThat(table.get(-77)).isZero();
      assertThat(contents()).isEqualTo(expected);
      table.clear();
      assertThat(table.count()).isZero();
      expected.keySet().forEach(key -> assertThat(table.get(key)).isZero());
    }
  }

  private Map<Long, Long> contents() {
    Map<Long, Long> found = new HashMap<>();
    for (int slot = 0; slot < table.slotCount(); slot++) {
      if (table.valueIn(slot) != 0) {
        found.put(table.keyIn(slot), table.valueIn(slot));
      }
    }
    return found;
  }

  @Test
  void aLargeTableGivesItsMemoryBack() {
    for (long key = 0; key < 100_000; key++) {
      table.put(key, 1);
    }
    int grown = table.slotCount();
    table.clear();
    assertThat(table.slotCount()).isLessThan(grown);
  }
}
