package dev.thermograph.engine.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SequenceQueueTest {
  private static final long SEED = Long.getLong("thermograph.seed", 13);
  private static final int ROUNDS = 200_000;

  private final Space space = new Space(new ArenaExtents());
  private final SequenceQueue queue = new SequenceQueue(space);

  @AfterEach
  void close() {
    space.close();
  }

  private record Entry(long sequence, long first, long second) {}

  @Test
  void entriesComeOutInTheOrderInWhichTheyWentIn() {
    SplittableRandom random = new SplittableRandom(SEED);
    Deque<Entry> expected = new ArrayDeque<>();
    int growing = 2;
    for (int round = 0; round < ROUNDS; round++) {
      growing = round % 10_000 == 0 ? 1 + random.nextInt(3) : growing;
      if (random.nextInt(4) < growing) {
        Entry entry = new Entry(random.nextLong(), random.nextLong(), random.nextLong());
        queue.add(entry.sequence, entry.first, entry.second);
        expected.add(entry);
      } else if (!expected.isEmpty()) {
        Entry found = new Entry(queue.sequence(), queue.first(), queue.second());
        assertThat(found).as("seed=%d round=%d", SEED, round).isEqualTo(expected.remove());
        queue.remove();
      }
      assertThat(queue.count()).as("seed=%d", SEED).isEqualTo(expected.size());
      assertThat(queue.isEmpty()).as("seed=%d", SEED).isEqualTo(expected.isEmpty());
    }
  }

  @Test
  void anEmptyQueueHasNoMemory() {
    for (int entry = 0; entry < 1_000; entry++) {
      queue.add(entry, 0, 0);
    }
    assertThat(space.usedBytes()).isBetween(24_000L, 30_000L);
    while (!queue.isEmpty()) {
      queue.remove();
    }
    long first = space.usedBytes();
    assertThat(first).as("the space's first bytes are nobody's").isEqualTo(16);
  }
}
