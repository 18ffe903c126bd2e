package dev.thermograph.engine.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CommitTimesTest {
  @Test
  void timesAreFoundBothWaysAlsoAfterTheOldestWereLetGo() {
    for (long seed = 1; seed <= 20; seed++) {
      try (Space space = new Space(new ArenaExtents())) {
        run(space, new SplittableRandom(seed), seed);
      }
    }
  }

  private static void run(Space space, SplittableRandom random, long seed) {
    CommitTimes times = new CommitTimes(space);
    TreeMap<Long, Long> model = new TreeMap<>();
    long sequence = 0;
    long clock = 1_000_000;
    for (int commit = 0; commit < 3_000; commit++) {
      sequence += random.nextLong(1, 5);
      clock += random.nextLong(-2, 10); // it steps back now and then
      times.add(sequence, clock);
      model.put(sequence, Math.max(clock, model.isEmpty() ? 0 : model.lastEntry().getValue()));
      if (random.nextInt(100) == 0) {
        long horizon = random.nextLong(model.firstKey(), sequence + 1);
        times.dropBefore(horizon, sequence);
        model.headMap(model.floorKey(horizon), false).clear();
        space.reclaim(sequence, Integer.MAX_VALUE);
      }
      if (random.nextInt(10) == 0) {
        requireSame(times, model, random.nextLong(model.firstKey() - 1, sequence + 3), seed);
      }
    }
    assertThat(times.end() - times.first()).isEqualTo(model.size());
  }

  private static void requireSame(
      CommitTimes times, NavigableMap<Long, Long> model, long sequence, long seed) {
    Map.Entry<Long, Long> commit = model.floorEntry(sequence);
    assertThat(times.timeOf(sequence))
        .as("time of %d: seed=%d", sequence, seed)
        .isEqualTo(commit == null ? CommitTimes.NONE : commit.getValue());
    long micros = commit == null ? 0 : commit.getValue();
    long newest = CommitTimes.NONE;
    for (Map.Entry<Long, Long> entry : model.entrySet()) {
      newest = entry.getValue() <= micros ? entry.getKey() : newest;
    }
    assertThat(times.newestAt(micros)).as("newest at %d: seed=%d", micros, seed).isEqualTo(newest);
  }

  @Test
  void memoryOfWhatIsLetGoComesBack() {
    try (Space space = new Space(new ArenaExtents())) {
      CommitTimes times = new CommitTimes(space);
      for (long commit = 1; commit <= 100_000; commit++) {
        times.add(commit, commit);
        times.dropBefore(commit - 10, commit);
        space.reclaim(commit, Integer.MAX_VALUE);
      }
      assertThat(space.totalBytes()).isLessThan(1 << 20);
      assertThat(times.timeOf(99_995)).isEqualTo(99_995);
      assertThat(times.timeOf(5)).isEqualTo(CommitTimes.NONE);
    }
  }
}
