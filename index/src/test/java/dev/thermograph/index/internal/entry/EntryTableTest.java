package dev.thermograph.index.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EntryTableTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int ROUNDS = 60_000;
  private static final int ENTITIES = 3_000;

  /** How far behind the newest sequence the horizon stays. */
  private static final int RETAINED = 20_000;

  private final EntryTable table = new EntryTable();

  @AfterEach
  void close() {
    table.close();
  }

  private record Entry(int entity, long from, long to) {}

  @Test
  void anEntityWithoutAnEntryHasNone() {
    assertThat(table.open(0)).isEqualTo(EntryTable.NONE);
    assertThat(table.open(1 << 30)).isEqualTo(EntryTable.NONE);
    assertThat(table.visible(7, 3, 5)).isFalse();
    assertThat(table.end(7, 9)).isFalse();
  }

  @Test
  void everyRetainedEntryIsVisibleExactlyFromItsBeginningToItsEnd() {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Integer, Long> open = new HashMap<>();
    List<Entry> closed = new ArrayList<>();
    for (int sequence = 1; sequence <= ROUNDS; sequence++) {
      int entity = random.nextInt(ENTITIES) * 17;
      Long before = open.get(entity);
      if (before != null) {
        closed.add(new Entry(entity, before, sequence));
      }
      if (random.nextInt(4) == 0) {
        assertThat(table.end(entity, sequence)).isEqualTo(before != null);
        open.remove(entity);
      } else {
        table.begin(entity, sequence);
        open.put(entity, (long) sequence);
      }
      table.release(sequence - RETAINED, random.nextInt(3));
      if (sequence % 10_000 == 0) {
        while (!table.release(sequence - RETAINED, 100)) {}
        requireSame(open, closed, sequence);
      }
    }
    while (!table.release(ROUNDS, 1_000)) {}
    assertThat(table.closedCount()).isZero();
    assertThat(table.deathCount()).isEqualTo(closed.size());
  }

  private void requireSame(Map<Integer, Long> open, List<Entry> closed, long sequence) {
    long horizon = sequence - RETAINED;
    open.forEach((entity, from) -> assertThat(table.open(entity)).isEqualTo(from));
    open.forEach((entity, from) -> assertThat(table.visible(entity, from, sequence)).isTrue());
    long retained = 0;
    for (Entry entry : closed) {
      boolean kept = entry.to > horizon;
      retained += kept ? 1 : 0;
      assertThat(table.retained(entry.entity, entry.from)).as("%s", entry).isEqualTo(kept);
      assertThat(table.endOf(entry.entity, entry.from)).isEqualTo(kept ? entry.to : 0);
      assertThat(table.visible(entry.entity, entry.from, entry.to - 1)).isEqualTo(kept);
      assertThat(table.visible(entry.entity, entry.from, entry.to)).isFalse();
    }
    assertThat(table.closedCount()).as("seed=%d", SEED).isEqualTo(retained);
  }

  @Test
  void entriesOfThePastComeInAnyOrderAndGoInTheOrderOfTheirEnds() {
    int count = 5_000;
    for (int i = 0; i < count; i++) {
      int shuffled = (int) ((i * 7_919L) % count);
      table.addClosed(shuffled, 1, 2 + shuffled);
    }
    for (int horizon = 2; horizon < 2 + count; horizon++) {
      assertThat(table.release(horizon, 1)).isTrue();
      assertThat(table.closedCount()).isEqualTo(count - horizon + 1);
      assertThat(table.retained(horizon - 2, 1)).isFalse();
    }
  }

  @Test
  void whatNoViewCanSeeIsDeadAtOnce() {
    table.begin(1, 5);
    table.end(1, 5);
    table.release(10, 1);
    table.addClosed(2, 3, 10);
    assertThat(table.closedCount()).isZero();
    assertThat(table.deathCount()).isEqualTo(2);
    assertThat(table.retained(1, 5)).isFalse();
    assertThat(table.retained(2, 3)).isFalse();
  }

  @Test
  void memoryStaysWhereItIsWhenAsMuchComesAsGoes() {
    long afterOne = 0;
    for (int sequence = 1; sequence <= 200_000; sequence++) {
      table.begin(sequence % 100, sequence);
      table.release(sequence - 5_000, 2);
      if (sequence == 50_000) {
        afterOne = table.bytes();
      }
    }
    assertThat(table.bytes()).isLessThanOrEqualTo(afterOne + afterOne / 4);
  }
}
